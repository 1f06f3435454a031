public import AshlarHTTP
import AshlarMiddleware
public import AshlarRouting
public import HTTPTypes

/// One value as the client wants it: a page through a view, JSON, or what a ``Renderer`` of the container makes.
///
/// ```swift
/// func index() async throws -> Rendered<[Post]> {
///     Rendered(try await Post.all(), as: "posts", view: "posts.index")
/// }
/// ```
///
/// `Accept` decides (RFC 9110 section 12.5.1). Of what a client likes equally, and for one that says nothing or `*/*`, the page goes
/// first, then JSON, then the renderers in the order of their binding. Where nothing fits it is 406, with what there is. `Vary:
/// Accept` tells caches.
public struct Rendered<Value: Encodable & Sendable>: ResponseConvertible, DescribedAnswer {
    /// The value.
    public let value: Value
    /// The page; nil if there is none.
    public let page: View?
    /// The status of the response.
    public var status: HTTPResponse.Status

    /// A value that is a page or data.
    ///
    /// - Parameters:
    ///   - value: what JSON and renderers are made of.
    ///   - name: what the view finds it under.
    ///   - view: the view's name; written as a literal in a controller's method, booting checks that it exists.
    ///   - extra: what the view can name besides.
    ///   - status: the status of the response.
    public init(
        _ value: Value, as name: String, view: String, with extra: [String: any Sendable] = [:],
        status: HTTPResponse.Status = .ok
    ) {
        self.value = value
        page = View(view, extra.merging([name: value]) { $1 }, status: status)
        self.status = status
    }

    /// A value that is data only: JSON, or what renderers make.
    public init(_ value: Value, status: HTTPResponse.Status = .ok) {
        self.value = value
        page = nil
        self.status = status
    }

    /// JSON, or a page.
    public static var answer: AnswerDescription {
        AnswerDescription(bodies: [("application/json", Value.self), ("text/html", nil)])
    }

    /// The response in the form that the client wants most.
    ///
    /// - Throws: ``HTTPError`` 406 where it accepts none, and what keeps the form from being made.
    public func response(in context: ActionContext) async throws -> Response {
        let renderers = try context.resolver.all((any Renderer).self).filter { $0.canRender(value) }
        let offered = (page == nil ? [] : ["text/html"]) + ["application/json"] + renderers.flatMap(\.mediaTypes)
        guard let wanted = context.request.prefers(types: offered) else {
            throw HTTPError(
                .notAcceptable, "This address answers \(offered.joined(separator: ", ")).", headers: [.vary: "Accept"])
        }
        var response: Response
        // One of the app's own for a type that is known here takes its place.
        if let renderer = renderers.first(where: { $0.mediaTypes.contains(wanted) }) {
            response = try await renderer.response(for: value, in: context)
        } else if var page, wanted == "text/html" {
            page.status = status
            response = try await page.response(in: context)
        } else {
            response = try PageEnvelope.response(value, in: context)
        }
        if response.status == .ok { response.status = status }
        response.headers.addVary("Accept")
        return response
    }
}
