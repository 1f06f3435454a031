public import AshlarHTTP
public import AshlarRouting
import AshlarSession
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
    private var block: String?
    private var awaited: [String: AwaitedValues.Maker] = [:]

    /// Makes a view.
    public init(_ name: String, _ values: [String: any Sendable] = [:], status: HTTPResponse.Status = .ok) {
        self.name = name
        self.values = values
        self.status = status
    }

    /// Makes a view of a typed one, to render a part of it or to answer with another status.
    public init<T: TypedView>(_ view: T, status: HTTPResponse.Status = .ok) {
        self.init(T.view, view.values, status: status)
    }

    /// The view with one of its blocks alone: what htmx and Turbo replace in a page.
    ///
    /// ```swift
    /// let view = View("posts.index", ["posts": posts])
    /// return request.headers[.hxRequest] == nil ? view : view.fragment("rows")
    /// ```
    ///
    /// - Parameter block: the block's name; it sees the values and what its template defines outside of blocks.
    public func fragment(_ block: String) -> View {
        var view = self
        view.block = block
        return view
    }

    /// The view with a value that is still to come. It is made while the page is on its way: all before `{% flush %}` in
    /// the page's layout leaves at once, the rest when every awaited value is there. Without a flush the whole page waits.
    ///
    /// ```swift
    /// View("posts.index").awaiting("posts") { try await Post.all() }
    /// ```
    ///
    /// - Parameters:
    ///   - name: what the template calls it.
    ///   - make: makes the value; it is cancelled when the client goes.
    public func awaiting(
        _ name: String, _ make: @escaping @Sendable () async throws -> any Sendable
    ) -> View {
        var view = self
        view.awaited[name] = make
        return view
    }

    /// The rendered page.
    ///
    /// - Throws: `TemplateError` with the template's file and line, or what a composer or an awaited value throws.
    public func response(in context: ActionContext) async throws -> Response {
        let views = try context.resolver.resolve(ViewRenderer.self)
        let scope = try await views.scope(of: name, in: context)
        let request = context.request
        let values = try await views.announce(name, values, for: request)
        if !awaited.isEmpty, block == nil, views.streams(name) {
            // A token that is made while the page is on its way would be in no cookie.
            if request[Session.self] != nil { _ = try request.csrfToken }
            return try views.stream(
                name, values, in: scope, awaiting: AwaitedValues(awaited), status: status,
                whenRendered: { await views.announceRendered(name, values, for: request) })
        }
        let arrived = awaited.isEmpty ? [:] : try await AwaitedValues(awaited).all()
        let all = values.merging(arrived) { $1 }
        let page = try views.render(name, all, in: scope, fragment: block, trace: request.trace)
        await views.announceRendered(name, all, for: request)
        return Response(status: status, contentType: "text/html; charset=utf-8", bytes: page)
    }
}

extension TypedView {
    /// The rendered page.
    ///
    /// - Throws: `TemplateError` with the template's file and line.
    public func response(in context: ActionContext) async throws -> Response {
        try await View(self).response(in: context)
    }
}

extension Routes {
    /// Answers with a view that needs nothing: `routes.view("/about", "about")`.
    ///
    /// - Parameters:
    ///   - path: the path.
    ///   - name: the view.
    ///   - values: what the view is given.
    ///   - methods: what is answered; GET, and with it HEAD, by default.
    @discardableResult
    public func view(
        _ path: String, _ name: String, _ values: [String: any Sendable] = [:],
        methods: [HTTPRequest.Method] = [.get], file: String = #filePath, line: Int = #line
    ) -> Route {
        match(
            methods, path,
            Action.fixed(View(name, values), name: "view \(name)", views: [name], file: file, line: line),
            file: file, line: line)
    }
}
