import AshlarConfig
import AshlarFiles
public import AshlarHTTP
import AshlarRouting
import AshlarTemplate
import HTTPTypes
import Logging
public import NIOCore

/// Renders the templates of an app's `views/` folder.
public struct ViewRenderer: Sendable {
    let engine: TemplateEngine
    let views: ViewConfiguration
    /// Who hears of pages.
    var events: ViewEvents?
    /// Who is told of findings in templates that were changed.
    var logger: Logger?
    /// In development: checks what was changed.
    var watch: ViewWatch?
    var watchedRoutes: RouteTable?

    /// In development a changed template is read again at its next use; in production all are read here, and no others are
    /// known; otherwise each is read once.
    init(config: Config, urls: URLGenerator, assets: AssetURLs, modules: ModuleGraph, views: ViewConfiguration) {
        self.views = views
        let isDevelopment = config.environment == .development
        var configuration = TemplateEngine.Configuration()
        configuration.extensions.formUnion(TemplateExtension.ashlar)
        // Without a translator texts stay as they are.
        configuration.extensions.insert(.i18n)
        configuration.translate = views.translate
        // Jinja prints None, which is nothing that a reader of a page should see.
        configuration.finalize = { value in
            if case .none = value { .string("") } else { value }
        }
        let library = modules.templates
        configuration.filters = library.filters.merging(views.filters) { $1 }
        configuration.tests = library.tests.merging(views.tests) { $1 }
        let folder = FileSystemLoader(root: config.root + "/views", watches: isDevelopment)
        let own = config.environment == .production ? folder.keepingAll() : folder
        let folders = modules.folders
        let loader: any TemplateLoader = folders.isEmpty && own.isThere ? own : ModuleViews(app: own, modules: folders)
        configuration.globals = TemplateHelpers.globals(
            urls: urls, assets: assets, config: config, loader: loader, dumps: config.environment != .production
        ).merging(library.globals) { $1 }.merging(views.globals) { $1 }
        // Without a base URL an absolute URL has the host that the visitor asked for.
        configuration.personalNames = views.personalNames.union(urls.hasBaseURL ? [] : ["url"])
        configuration.functionNames = RequestValues.functionNames.subtracting(views.shared.keys)
        configuration.objectNames = Set(["auth", "request"]).subtracting(views.shared.keys)
        configuration.literalChecks = TemplateHelpers.checks(urls: urls)
        configuration.literalDoubts = AssetCheck(config: config, modules: modules).checks
        configuration.limits = views.limits
        // What changes on every save is not worth keeping.
        configuration.fragments = isDevelopment ? nil : views.fragments
        engine = TemplateEngine(loader: loader, configuration: configuration)
    }

    /// Renders a template, with those hearing of it who listen to ``ViewRendering`` and ``ViewRendered``.
    ///
    /// ```swift
    /// let letter = try await views.render("mails.welcome", ["name": user.name])
    /// ```
    ///
    /// - Parameters:
    ///   - name: `posts.index` or `posts/index.html`.
    ///   - values: what the template can name; they go before the helpers.
    ///   - request: the request that it is rendered for, if there is one; what templates name of it is undefined without.
    /// - Throws: `TemplateError` with the template's file and line, or what a listener throws.
    public func render(
        _ name: String, _ values: [String: any Sendable] = [:], for request: Request? = nil
    ) async throws -> ByteBuffer {
        let values = try await announce(name, values, for: request)
        var shared: RequestValues?
        if let request {
            let auth = try await auth(of: name, for: request)
            shared = RequestValues(request: request, urls: nil, shared: views.shared, auth: auth)
        }
        let page = try render(name, values, in: TemplateScope(shared: shared), fragment: nil, trace: request?.trace)
        await announceRendered(name, values, for: request)
        return page
    }

    func render(
        _ name: String, _ values: [String: any Sendable], in scope: TemplateScope, fragment: String?,
        trace: RequestTrace?
    ) throws -> ByteBuffer {
        try checkChanges(of: name)
        guard let trace else {
            return ByteBuffer(bytes: try engine.render(Self.path(of: name), values, in: scope, fragment: fragment))
        }
        let start = ContinuousClock.now
        defer { trace.note(Measured(Self.path(of: name), kind: .view, since: start)) }
        return ByteBuffer(bytes: try engine.render(Self.path(of: name), values, in: scope, fragment: fragment))
    }

    /// Whether there is a template of that name.
    public func has(_ name: String) -> Bool { engine.has(Self.path(of: name)) }

    /// What a page has besides its values: the request, what is shared, and what composers make for its templates.
    ///
    /// - Throws: what finding the user throws, or a composer.
    func scope(of name: String, in context: ActionContext) async throws -> TemplateScope {
        let auth = try await auth(of: name, for: context.request)
        var scope = TemplateScope(
            shared: RequestValues(request: context.request, urls: context.urls, shared: views.shared, auth: auth))
        guard !views.composers.isEmpty else { return scope }
        for template in engine.templates(usedBy: Self.path(of: name)) {
            let composers = views.composers.filter { $0.pattern.matches(template) }
            for composer in composers.sorted(by: { $0.pattern.weight < $1.pattern.weight }) {
                scope.composed[template, default: [:]].merge(try await composer.compose(context)) { $1 }
            }
        }
        return scope
    }

    /// Who the page is for, looked up if its templates may ask.
    private func auth(of name: String, for request: Request) async throws -> ViewAuth {
        var user: (any Sendable)?
        if let finder = views.finder, engine.mayAsk(for: ViewAuth.names, in: Self.path(of: name)) {
            user = try await ViewUser.find(for: request, by: finder)
        }
        return ViewAuth(user: user, decide: views.decide)
    }

    // MARK: Streams

    /// Whether a page can leave in pieces.
    func streams(_ name: String) -> Bool { engine.flushes(Self.path(of: name)) }

    /// A page that leaves in pieces: the first at once, the others when all awaited values are there.
    ///
    /// - Throws: `TemplateError` of the first piece; a later one ends the connection.
    func stream(
        _ name: String, _ values: [String: any Sendable], in scope: TemplateScope, awaiting awaited: AwaitedValues,
        status: HTTPResponse.Status, whenRendered: @escaping @Sendable () async -> Void
    ) throws -> Response {
        do {
            try checkChanges(of: name)
        } catch {
            awaited.cancel()
            throw error
        }
        var rendering = try engine.start(Self.path(of: name), values, in: scope)
        let first: [UInt8]?
        do {
            first = try rendering.next()
        } catch {
            awaited.cancel()
            throw error
        }
        let page = StreamedPage(rendering)
        return Response.stream(
            contentType: "text/html; charset=utf-8", onClose: { awaited.cancel() }
        ) { write in
            if let first { try await write(ByteBuffer(bytes: first)) }
            page.give(try await awaited.all())
            while let piece = try page.next() { try await write(ByteBuffer(bytes: piece)) }
            await whenRendered()
        }.withStatus(status)
    }

    /// The file of a view: `posts.index` is `posts/index.html`.
    static func path(of name: String) -> String {
        if name.contains("/") || name.hasSuffix(".html") { return name }
        var path = name.utf8.map { $0 == UInt8(ascii: ".") ? UInt8(ascii: "/") : $0 }
        path += ".html".utf8
        return String(decoding: path, as: UTF8.self)
    }
}
