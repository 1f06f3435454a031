public import AshlarHTTP
import HTTPTypes
public import Tracing

/// Opens a span for each request, through swift-distributed-tracing; one that a client began is continued.
///
/// Names and attributes are those of OpenTelemetry's semantic conventions for HTTP servers (1.23): `GET /posts/{post}` with
/// `http.request.method`, `http.route`, `url.path`, `http.response.status_code`, and so on. The query is left out: it may
/// hold what nobody else should know. Without a tracer nothing is done.
public struct RequestTracing: Middleware {
    /// Who the client is was settled before.
    public static var under: [any Middleware.Type] { [TrustedProxies.self] }

    private struct FieldExtractor: Extractor {
        func extract(key: String, from fields: HTTPFields) -> String? {
            HTTPField.Name(key).flatMap { fields[$0] }
        }
    }

    private let tracer: (any Tracer)?

    /// - Parameter tracer: the tracer; nil for the one that the instrumentation system was started with.
    public init(tracer: (any Tracer)? = nil) {
        self.tracer = tracer
    }

    /// Passes the request on within its span, which ends with the last byte of the answer.
    public nonisolated(nonsending) func respond(to request: Request, next: any Responder) async throws -> Response {
        let tracer = tracer ?? InstrumentationSystem.tracer
        if tracer is NoOpTracer { return try await next.respond(to: request) }
        var context = InstrumentationContext.current ?? .topLevel
        tracer.extract(request.headers, into: &context, using: FieldExtractor())
        var request = request
        let route = request.noteRoute()
        let span: any Span = tracer.startSpan(request.method.rawValue, context: context, ofKind: .server)
        Self.describe(request, in: span)
        do {
            var response = try await InstrumentationContext.withValue(span.context) { [request] in
                try await next.respond(to: request)
            }
            let status = response.status.code
            response.body = response.body.within { body in
                try await InstrumentationContext.withValue(span.context) { try await body() }
            }
            response.body = response.body.observed { [request] count, error in
                if let count { span.attributes["http.response.body.size"] = count }
                Self.end(span, request, route, status, error ?? route.error)
            }
            return response
        } catch {
            let status = (error as? any HTTPErrorConvertible)?.httpError.status.code ?? 500
            Self.end(span, request, route, status, error)
            throw error
        }
    }

    private static func describe(_ request: Request, in span: any Span) {
        span.updateAttributes { attributes in
            attributes["http.request.method"] = request.method.rawValue
            attributes["url.path"] = request.mountPath + request.path
            attributes["url.scheme"] = request.scheme
            attributes["network.protocol.version"] = "\(request.version)".split(separator: "/").last.map(String.init)
            if let name = request.authority.flatMap({ HostName($0) }) {
                attributes["server.address"] = name.host
                if let port = name.port { attributes["server.port"] = Int(port) }
            }
            if let client = request.clientAddress { attributes["client.address"] = client }
            if let agent = request.headers[.userAgent] { attributes["user_agent.original"] = agent }
            if let length = request.headers[.contentLength].flatMap({ Int($0) }) {
                attributes["http.request.body.size"] = length
            }
        }
    }

    private static func end(
        _ span: any Span, _ request: Request, _ route: MatchedRoute, _ status: Int, _ error: (any Error)?
    ) {
        if let pattern = route.pattern {
            span.operationName = "\(request.method.rawValue) \(pattern)"
            span.attributes["http.route"] = pattern
        }
        span.attributes["http.response.status_code"] = status
        // Of a server's span, an answer of the 400s is no error: the client's request was wrong, not the server.
        if status >= 500 || (error != nil && status < 400) {
            span.attributes["error.type"] = error.map { "\(type(of: $0))" } ?? "\(status)"
            span.setStatus(SpanStatus(code: .error))
            if let error { span.recordError(error) }
        }
        span.end()
    }
}

extension Middleware where Self == RequestTracing {
    /// Opens a span for each request.
    public static var tracing: RequestTracing { RequestTracing() }
}
