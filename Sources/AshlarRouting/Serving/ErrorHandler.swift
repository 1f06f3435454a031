import AshlarContainer
import AshlarHTTP
import HTTPTypes

/// What answers errors of one kind, for the routes of a group.
struct ErrorHandler: Sendable {
    /// How well it fits an error: the lower the better, nil if not at all.
    let rank: @Sendable (any Error) -> Int?
    private let handle: @Sendable (any Error, ActionContext) async throws -> Response?

    init<E: Sendable, R: ResponseConvertible>(
        _ type: E.Type, _ handler: @escaping @Sendable (E, Request) async throws -> R
    ) {
        rank = { error in
            guard error is E else { return nil }
            if E.self == Swift.type(of: error) { return E.self == HTTPError.self ? 2 : 0 }
            if E.self is AnyClass { return 3 }
            return E.self == (any Error).self ? 5 : 4
        }
        handle = { error, context in
            guard let error = error as? E else { return nil }
            return try await handler(error, context.request).response(in: context)
        }
    }

    init<R: ResponseConvertible>(
        _ status: HTTPResponse.Status, _ handler: @escaping @Sendable (HTTPError, Request) async throws -> R
    ) {
        rank = { error in (error as? any HTTPErrorConvertible)?.httpError.status == status ? 1 : nil }
        handle = { error, context in
            guard let error = (error as? any HTTPErrorConvertible)?.httpError else { return nil }
            return try await handler(error, context.request).response(in: context)
        }
    }

    /// The best of some handlers for an error; the first among equals.
    static func best(of handlers: [ErrorHandler], for error: any Error) -> ErrorHandler? {
        // Who was cancelled has nobody left to answer.
        if error is CancellationError { return nil }
        return handlers.compactMap { handler in handler.rank(error).map { (rank: $0, handler: handler) } }
            .min { $0.rank < $1.rank }?.handler
    }

    func response(to error: any Error, in context: ActionContext) async throws -> Response {
        guard let response = try await handle(error, context) else { throw error }
        return response
    }
}

/// The layer of a group's error handlers.
struct ErrorHandlers: Middleware, BoundAtBoot {
    /// The handlers of one group, however many layers they are.
    private final class Group: Sendable {
        let handlers: [ErrorHandler]

        init(_ handlers: [ErrorHandler]) {
            self.handlers = handlers
        }
    }

    private let group: Group
    private let endpoint: Endpoint?

    init(_ handlers: [ErrorHandler]) {
        self.init(Group(handlers), endpoint: nil)
    }

    private init(_ group: Group, endpoint: Endpoint?) {
        self.group = group
        self.endpoint = endpoint
    }

    func bound(to endpoint: Endpoint) -> any Middleware { ErrorHandlers(group, endpoint: endpoint) }

    nonisolated(nonsending) func respond(to request: Request, next: any Responder) async throws -> Response {
        do {
            return try await next.respond(to: request)
        } catch {
            guard let endpoint, !request.hasBeenOffered(to: group),
                let handler = ErrorHandler.best(of: group.handlers, for: error)
            else { throw error }
            // The request as the layer saw it that has something to add to the answer: with its session.
            let failed = request.failed ?? request
            do {
                var response = try await endpoint.answer(failed) { try await handler.response(to: error, in: $0) }
                try await request.recover(&response)
                return response
            } catch {
                // What a handler throws is for the groups around.
                request.offered(to: group)
                throw error
            }
        }
    }
}

/// A layer that needs what the router has: it is given that once, when the router is made.
protocol BoundAtBoot {
    /// What the container has to have for it.
    var need: Dependency? { get }
    func bound(to endpoint: Endpoint) -> any Middleware
}

extension BoundAtBoot {
    var need: Dependency? { nil }
}
