public import AshlarHTTP
import HTTPTypes
public import Logging

/// Writes a line for each request when its answer has gone out: also for those that went well.
///
/// ```swift
/// AccessLog(logger)                              // metadata, for machines
/// AccessLog(logger, style: .readable)            // GET /posts 200 12.3 ms 4.1 kB
/// ```
///
/// The query is not written: it may hold what nobody else should know. Where the logger's level is above, nothing is made.
public struct AccessLog: Middleware {
    /// What a line looks like.
    public enum Style: Sendable {
        /// One line for a person, for development.
        case readable
        /// A short message, and everything else as metadata: for ``JSONLogHandler``.
        case structured
    }

    /// The client and the id are known by then.
    public static var under: [any Middleware.Type] { [TrustedProxies.self, RequestID.self] }

    private let logger: Logger
    private let level: Logger.Level
    private let style: Style
    private let excluded: Set<String>

    /// - Parameters:
    ///   - logger: where lines are written.
    ///   - level: their level.
    ///   - style: what they look like.
    ///   - excluded: paths without a line: `/up`, which a load balancer asks for every second.
    public init(
        _ logger: Logger, level: Logger.Level = .info, style: Style = .structured, excluding excluded: [String] = []
    ) {
        self.logger = logger
        self.level = level
        self.style = style
        self.excluded = Set(excluded)
    }

    /// Passes the request on and writes its line.
    public nonisolated(nonsending) func respond(to request: Request, next: any Responder) async throws -> Response {
        // An app that is mounted in another one has its line there.
        guard logger.logLevel <= level, excluded.isEmpty || !excluded.contains(request.path),
            request[LoggedRequest.self] == nil
        else { return try await next.respond(to: request) }
        var request = request
        request[LoggedRequest.self] = true
        let route = request.noteRoute()
        let start = ContinuousClock.now
        do {
            var response = try await next.respond(to: request)
            let status = response.status.code
            response.body = response.body.observed { [request] count, error in
                write(request, route, status, count, error, start)
            }
            return response
        } catch {
            let status = (error as? any HTTPErrorConvertible)?.httpError.status.code ?? 500
            write(request, route, status, nil, error, start)
            throw error
        }
    }

    private func write(
        _ request: Request, _ route: MatchedRoute, _ status: Int, _ bytes: Int?, _ error: (any Error)?,
        _ start: ContinuousClock.Instant
    ) {
        let elapsed = start.duration(to: .now)
        let milliseconds = (elapsed / .microseconds(1)).rounded() / 1000
        let place = "\(request.method.rawValue) \(request.mountPath)\(request.path) \(status)"
        if style == .readable {
            let size = bytes.map { " \(Self.size($0))" } ?? ""
            logger.log(level: level, "\(place) \(Self.short(milliseconds)) ms\(size)")
            return
        }
        var metadata: Logger.Metadata = [
            "method": "\(request.method.rawValue)", "path": "\(request.mountPath)\(request.path)",
            "status": .stringConvertible(status), "duration-ms": .stringConvertible(milliseconds),
        ]
        if let bytes { metadata["bytes"] = .stringConvertible(bytes) }
        if let id = request[RequestID.self] { metadata["request-id"] = .string(id) }
        if let client = request.clientAddress { metadata["client"] = .string(client) }
        if let pattern = route.name ?? route.pattern { metadata["route"] = .string(pattern) }
        if let agent = request.headers[.userAgent] { metadata["user-agent"] = .string(agent) }
        if let error { metadata["failure"] = .string("\(type(of: error))") }
        logger.log(level: level, "\(place)", metadata: metadata)
    }

    /// A number with one digit after the point.
    static func short(_ number: Double) -> String {
        let tenths = Int((number * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }

    /// `512 B`, `4.1 kB`, `12.0 MB`.
    static func size(_ bytes: Int) -> String {
        switch bytes {
        case ..<1000: "\(bytes) B"
        case ..<1_000_000: "\(short(Double(bytes) / 1000)) kB"
        default: "\(short(Double(bytes) / 1_000_000)) MB"
        }
    }
}

extension Middleware where Self == AccessLog {
    /// Writes a line for each request.
    public static func accessLog(_ logger: Logger) -> AccessLog { AccessLog(logger) }
}

/// That a request has a line in the access log.
package enum LoggedRequest: RequestKey {
    /// A request that has one holds true.
    package typealias Value = Bool
}
