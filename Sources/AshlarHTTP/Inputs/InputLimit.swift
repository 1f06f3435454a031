import AshlarSupport
import Synchronization

/// Sets what is read of the input of some requests: of a route that takes videos, of a group that takes little.
///
/// ```swift
/// routes.post("/videos", VideoController.store).middleware(
///     .inputLimits {
///         $0.fileBytes = 2 << 30
///         $0.multipartBytes = 2 << 30
///     })
/// ```
///
/// It changes what is in force outside of it, which the app's settings `input.*` begin with. `form`, `input` and
/// `multipart` keep to it, and so does the protection of forms, which reads one first: it always lies further inside.
public struct InputLimit: Middleware {
    private let change: @Sendable (inout InputLimits) -> Void

    /// - Parameter change: changes the limits; called for each request.
    public init(_ change: @escaping @Sendable (inout InputLimits) -> Void) {
        self.change = change
    }

    /// - Throws: ``InputLimitError`` if it leaves a limit below zero.
    public func check() throws {
        var limits = InputLimits()
        change(&limits)
        if let name = limits.negative { throw InputLimitError(name: name) }
    }

    /// Passes the request on with its limits.
    public nonisolated(nonsending) func respond(to request: Request, next: any Responder) async throws -> Response {
        var request = request
        var limits = request.inputLimits
        change(&limits)
        request[InputLimitsKey.self] = limits
        return try await next.respond(to: request)
    }
}

extension Middleware where Self == InputLimit {
    /// Sets what is read of the input of the requests that pass.
    public static func inputLimits(_ change: @escaping @Sendable (inout InputLimits) -> Void) -> InputLimit {
        InputLimit(change)
    }
}

extension Request {
    /// What is read of this request's input at most: as the innermost layer says, or the app's settings `input.*`.
    public var inputLimits: InputLimits {
        self[InputLimitsKey.self] ?? home.app.load()?.inputLimits ?? .standard
    }
}

private enum InputLimitsKey: RequestKey { typealias Value = InputLimits }
