public import AshlarHTTP
public import AshlarRouting
public import HTTPTypes

/// A template with the values that it shows; an action returns it.
///
/// ```swift
/// View("posts.index", ["posts": posts])      // views/posts/index.html
/// ```
public struct View: ResponseConvertible {
    /// The template's name: `posts.index` or `posts/index.html`.
    public let name: String
    /// What the template can name.
    public var values: [String: any Sendable]
    /// The response's status.
    public var status: HTTPResponse.Status

    /// Makes a view.
    public init(_ name: String, _ values: [String: any Sendable] = [:], status: HTTPResponse.Status = .ok) {
        self.name = name
        self.values = values
        self.status = status
    }

    /// The rendered page.
    ///
    /// - Throws: `TemplateError` with the template's file and line.
    public func response(in context: ActionContext) async throws -> Response {
        let views = try context.resolver.resolve(ViewRenderer.self)
        return Response(
            status: status, contentType: "text/html; charset=utf-8",
            bytes: try await views.page(name, values, for: context.request, urls: context.urls))
    }
}

extension Routes {
    /// Answers GET with a view that needs nothing: `routes.view("/about", "about")`.
    @discardableResult
    public func view(
        _ path: String, _ name: String, _ values: [String: any Sendable] = [:], file: String = #filePath,
        line: Int = #line
    ) -> Route {
        get(
            path, Action.fixed(View(name, values), name: "view \(name)", views: [name], file: file, line: line),
            file: file, line: line)
    }
}
