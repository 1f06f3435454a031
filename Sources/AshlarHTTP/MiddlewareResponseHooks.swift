import Synchronization

/// Lets an action, or a service that it calls, have a say in the response of this one request.
///
/// ```swift
/// request[ResponseHooks.self]?.add { response in response.headers[.via] = "cache" }
/// ```
///
/// The layer notes what is asked for and does it when the action has answered, in the order of asking; where the action
/// throws, nothing of it is done.
public struct AfterThisRequest: Middleware {
    /// Makes the layer.
    public init() {}

    /// Passes the request on and lets the response be changed.
    public func respond(to request: Request, next: any Responder) async throws -> Response {
        let hooks = request[ResponseHooks.self] ?? ResponseHooks()
        var request = request
        request[ResponseHooks.self] = hooks
        var response = try await next.respond(to: request)
        for hook in hooks.takeAll() { try await hook(&response) }
        return response
    }
}

/// What is to be done with the response of one request; ``AfterThisRequest`` puts it into the request.
public final class ResponseHooks: Sendable, RequestKey {
    /// A request holds one where ``AfterThisRequest`` lies around.
    public typealias Value = ResponseHooks

    /// Changes a response.
    public typealias Hook = @Sendable (inout Response) async throws -> Void

    private let hooks = Mutex<[Hook]>([])

    /// Nothing is to be done yet.
    public init() {}

    /// Asks for something to be done with the response.
    public func add(_ hook: @escaping Hook) { hooks.withLock { $0.append(hook) } }

    func takeAll() -> [Hook] {
        hooks.withLock { hooks in
            defer { hooks = [] }
            return hooks
        }
    }
}
