public import AshlarHTTP
import HTTPTypes
public import Metrics
import Synchronization

/// Counts requests and measures how long they take, through swift-metrics.
///
/// | metric | kind | dimensions |
/// | --- | --- | --- |
/// | `http.server.requests` | counter | `method`, `route`, `status` (`2xx`) |
/// | `http.server.request.duration` | timer | the same |
/// | `http.server.active_requests` | meter | none |
///
/// The route is its name or its pattern, never the path of one request: the number of time series is bounded by the app.
public struct RequestMetrics: Middleware {
    private struct Series: Hashable {
        let method: String
        let route: String
        let status: String
    }

    private struct Handles {
        let counter: Counter
        let timer: Metrics.Timer
    }

    /// Handles are made once for each series; making one asks the backend under its lock.
    ///
    /// The backend is asked for with the first request: a provider may start it while the app boots, when this layer is
    /// made already.
    private final class Registry: Sendable {
        private struct State {
            var backend: (factory: any MetricsFactory, active: Meter)?
            var handles: [Series: Handles] = [:]

            mutating func started(_ given: (any MetricsFactory)?) -> (factory: any MetricsFactory, active: Meter) {
                if let backend { return backend }
                let factory = given ?? MetricsSystem.factory
                let new = (factory, Meter(label: "http.server.active_requests", factory: factory))
                backend = new
                return new
            }
        }

        private let state = Mutex(State())
        private let given: (any MetricsFactory)?

        init(_ given: (any MetricsFactory)?) { self.given = given }

        var active: Meter { state.withLock { $0.started(given).active } }

        subscript(_ series: Series) -> Handles {
            state.withLock { state in
                if let known = state.handles[series] { return known }
                let factory = state.started(given).factory
                let dimensions = [("method", series.method), ("route", series.route), ("status", series.status)]
                let new = Handles(
                    counter: Counter(label: "http.server.requests", dimensions: dimensions, factory: factory),
                    timer: Metrics.Timer(
                        label: "http.server.request.duration", dimensions: dimensions, factory: factory))
                state.handles[series] = new
                return new
            }
        }
    }

    private static let methods: Set<String> = [
        "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT",
    ]

    private let registry: Registry

    /// - Parameter factory: the backend; nil for the one that the metrics system was started with before the first request.
    public init(factory: (any MetricsFactory)? = nil) {
        registry = Registry(factory)
    }

    /// Passes the request on and measures it, until the last byte of the answer.
    public nonisolated(nonsending) func respond(to request: Request, next: any Responder) async throws -> Response {
        var request = request
        let route = request.noteRoute()
        let method = request.method.rawValue
        let start = ContinuousClock.now
        registry.active.increment()
        do {
            var response = try await next.respond(to: request)
            let status = response.status.code
            response.body = response.body.observed { _, _ in record(method, route, status, start) }
            return response
        } catch {
            record(method, route, (error as? any HTTPErrorConvertible)?.httpError.status.code ?? 500, start)
            throw error
        }
    }

    private func record(_ method: String, _ route: MatchedRoute, _ status: Int, _ start: ContinuousClock.Instant) {
        registry.active.decrement()
        let handles = registry[
            Series(
                method: Self.methods.contains(method) ? method : "other",
                route: route.name ?? route.pattern ?? "unmatched", status: "\(status / 100)xx")]
        handles.counter.increment()
        let (seconds, attoseconds) = start.duration(to: .now).components
        handles.timer.recordNanoseconds(seconds * 1_000_000_000 + attoseconds / 1_000_000_000)
    }
}

extension Middleware where Self == RequestMetrics {
    /// Counts requests and measures how long they take.
    public static var metrics: RequestMetrics { RequestMetrics() }
}
