public import AshlarHTTP
import HTTPTypes

/// An answer 201 with what was made, and where it is.
///
/// ```swift
/// func store(input: PostInput) async throws -> Created<PostOut> {
///     let post = try await Post.create(title: input.title)
///     return Created(PostOut(post), at: "posts.show", post)
/// }
/// ```
public struct Created<Value: Encodable & Sendable>: ResponseConvertible {
    /// What was made, as it leaves.
    public let value: Value
    private let route: (name: String, parameters: [any Sendable])?

    /// - Parameters:
    ///   - value: what was made, as it leaves.
    ///   - route: the name of the route at which it is; nil to say nothing of it.
    ///   - parameters: values for the route's placeholders, in order.
    public init(_ value: Value, at route: String? = nil, _ parameters: any Sendable...) {
        self.value = value
        self.route = route.map { ($0, parameters) }
    }

    /// The answer.
    public func response(in context: ActionContext) async throws -> Response {
        var response = Response(contentType: "application/json", bytes: try context.json.encode(value))
        response.status = .created
        if let route { response.headers[.location] = try context.urls.path(to: route.name, route.parameters) }
        return response
    }
}

/// An answer 204, without anything.
public struct NoContent: ResponseConvertible {
    /// Makes the answer.
    public init() {}

    /// The answer.
    public func response(in context: ActionContext) async throws -> Response { ActionResult.noContent() }
}
