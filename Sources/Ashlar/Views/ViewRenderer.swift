import AshlarConfig
import AshlarFiles
import AshlarRouting
public import AshlarSupport
import AshlarTemplate
public import NIOCore

/// Renders the templates of an app's `views/` folder.
public struct ViewRenderer: Sendable {
    private let engine: TemplateEngine
    /// Who hears of pages.
    var events: ViewEvents?

    /// In development a changed template is read again at its next use; otherwise each is read once.
    init(config: Config, urls: URLGenerator, assets: AssetURLs, modules: ModuleGraph) {
        var configuration = TemplateEngine.Configuration()
        // Jinja prints None, which is nothing that a reader of a page should see.
        configuration.finalize = { value in
            if case .none = value { .string("") } else { value }
        }
        let library = modules.templates
        configuration.filters = library.filters
        configuration.tests = library.tests
        configuration.globals = TemplateHelpers.globals(urls: urls, assets: assets).merging(library.globals) { $1 }
        let own = FileSystemLoader(root: config.root + "/views", watches: config.environment == .development)
        let folders = modules.folders
        engine = TemplateEngine(
            loader: folders.isEmpty ? own : ModuleViews(app: own, modules: folders), configuration: configuration)
    }

    /// Renders a template.
    ///
    /// - Parameters:
    ///   - name: `posts.index` or `posts/index.html`.
    ///   - values: what the template can name.
    /// - Throws: `TemplateError` with the template's file and line.
    public func render(_ name: String, _ values: [String: any Sendable] = [:]) throws -> ByteBuffer {
        ByteBuffer(bytes: try engine.render(Self.path(of: name), values))
    }

    /// Whether there is a template of that name.
    public func has(_ name: String) -> Bool { engine.has(Self.path(of: name)) }

    /// The file of a view: `posts.index` is `posts/index.html`.
    static func path(of name: String) -> String {
        if name.contains("/") || name.hasSuffix(".html") { return name }
        return name.split(separator: ".", omittingEmptySubsequences: false).joined(separator: "/") + ".html"
    }

    /// What is wrong with the templates, and with the actions that name them.
    func problems(for routes: RouteTable) -> [any Error] {
        var problems: [any Error] = engine.checkAll()
        for action in routes.entries.map(\.action) {
            for view in action.views where !has(view) {
                problems.append(
                    UnknownView(
                        view: view, action: action.name, location: action.location,
                        known: (try? engine.loader.names()) ?? []))
            }
        }
        return problems
    }
}

/// An action names a view that does not exist.
public struct UnknownView: DetailedError {
    /// The view.
    public let view: String
    /// The action.
    public let action: String
    /// Where the action is.
    public let location: SourceLocation?
    let known: [String]

    /// Which view is missing, for which action, and where it would be.
    public var description: String {
        let path = ViewRenderer.path(of: view)
        let place = view.contains("::") ? "such view of a module" : "views/\(path)"
        return "\(action) shows the view \"\(view)\", but there is no \(place)."
            + Suggestion.sentence(for: path, in: known)
            + (location.map { "\n  at \($0)" } ?? "")
            + "\n  \(suggestion ?? "")"
    }

    /// How to make it.
    public var suggestion: String? {
        guard let mark = view.firstRange(of: "::") else { return "Make it with: ./craft make view \(view)" }
        let path = ViewRenderer.path(of: String(view[mark.upperBound...]))
        return "It would be views/\(path) in the folder of the module \(view[..<mark.lowerBound]), "
            + "or views/vendor/\(view[..<mark.lowerBound])/\(path) in the app."
    }
}
