import Synchronization

/// Renders Jinja templates.
///
/// ```swift
/// let engine = TemplateEngine(loader: FileSystemLoader(root: "views", watches: true))
/// let html = try engine.render("posts/show.html", ["post": post])
/// ```
///
/// A template is compiled when it is first rendered, and again only when its loader watches for changes and it has
/// changed. An engine may be used from many threads at once.
public final class TemplateEngine: Sendable {
    /// Where the templates come from.
    public let loader: any TemplateLoader
    /// How they are read and rendered.
    public let configuration: Configuration
    let filters: [String: TemplateFilter]
    let tests: [String: TemplateTest]
    let globals: [String: TemplateValue]
    private let cache = Mutex<[String: CacheEntry]>([:])

    private struct CacheEntry {
        let template: CompiledTemplate
        let version: TemplateVersion?
    }

    /// Makes an engine.
    ///
    /// - Parameters:
    ///   - loader: where the templates come from.
    ///   - configuration: how they are read and rendered, with filters, tests and globals of your own.
    public init(loader: any TemplateLoader, configuration: Configuration = Configuration()) {
        self.loader = loader
        self.configuration = configuration
        filters = BuiltinFilters.all.merging(configuration.filters) { $1 }
        tests = BuiltinTests.all.merging(configuration.tests) { $1 }
        var builtin = BuiltinGlobals.all
        if configuration.extensions.contains(.i18n) { builtin.merge(TranslationGlobals.all) { $1 } }
        globals = builtin.merging(configuration.globals) { $1 }
    }

    /// Renders a template.
    ///
    /// - Parameters:
    ///   - name: the template's name: `posts/index.html`.
    ///   - values: what it is given, by name; converted when it asks.
    ///   - scope: what there is besides.
    ///   - fragment: the name of a block: it alone is rendered, with what the template defines outside of its blocks.
    /// - Returns: the page in UTF-8.
    /// - Throws: ``TemplateError``, with the place in the template.
    public func render(
        _ name: String, _ values: [String: any Sendable] = [:], in scope: TemplateScope = TemplateScope(),
        fragment: String? = nil
    ) throws -> [UInt8] {
        guard let template = try compiledTemplate(named: name) else { throw notFound(name) }
        return try render(template, values, scope, fragment)
    }

    /// Renders a template to a string.
    ///
    /// - Throws: ``TemplateError``, with the place in the template.
    public func renderText(
        _ name: String, _ values: [String: any Sendable] = [:], in scope: TemplateScope = TemplateScope(),
        fragment: String? = nil
    ) throws -> String {
        String(decoding: try render(name, values, in: scope, fragment: fragment), as: UTF8.self)
    }

    /// Renders a text as a template that has no file.
    ///
    /// - Parameters:
    ///   - source: the template's text.
    ///   - values: what it is given, by name.
    /// - Throws: ``TemplateError``, with the place in the text.
    public func render(source: String, _ values: [String: any Sendable] = [:]) throws -> String {
        let template = try Compiler.compile(
            TemplateSource(bytes: Array(source.utf8)), name: "<template>", engine: self)
        return String(decoding: try render(template, values, TemplateScope(), nil), as: UTF8.self)
    }

    /// Begins a render that goes in steps.
    ///
    /// - Throws: ``TemplateError`` for a template that does not exist or cannot be read.
    public func start(
        _ name: String, _ values: [String: any Sendable] = [:], in scope: TemplateScope = TemplateScope()
    ) throws -> TemplateRendering {
        guard let template = try compiledTemplate(named: name) else { throw notFound(name) }
        return TemplateRendering(template, engine: self, values: values, scope: scope)
    }

    private func render(
        _ template: CompiledTemplate, _ values: [String: any Sendable], _ scope: TemplateScope, _ fragment: String?
    ) throws -> [UInt8] {
        let length = template.lastLength.load(ordering: .relaxed)
        let state = RenderState(engine: self, scope: scope, capacity: length + length / 8)
        defer { state.finish() }
        state.templates[template.origin.name] = template
        let context = Context(
            state: state, templateName: template.origin.name, given: values,
            fallback: scope.composed[template.origin.name] ?? [:])
        do {
            try state.enter(template) {
                guard let fragment else { return try state.render(template, in: context) }
                try state.render(fragment: fragment, of: template, in: context)
            }
        } catch let failure as Failure {
            throw TemplateError(
                failure.kind, failure.message, in: template.origin, at: nil, suggestion: failure.suggestion)
        }
        let page = state.takeOutput()
        template.lastLength.store(page.count, ordering: .relaxed)
        return page
    }

    /// Whether there is a template of that name.
    public func has(_ name: String) -> Bool {
        TemplateName.fault(in: name) == nil && loader.version(of: name) != nil
    }

    /// A template by its name, compiled; nil if there is none.
    func compiledTemplate(named name: String) throws -> CompiledTemplate? {
        let known = cache.withLock { $0[name] }
        if let known, !loader.watchesChanges || known.version == loader.version(of: name) { return known.template }
        guard let source = try load(name) else {
            _ = cache.withLock { $0.removeValue(forKey: name) }
            return nil
        }
        let template = try Compiler.compile(source, name: name, engine: self)
        remember(template, as: name, version: source.version)
        return template
    }

    func remember(_ template: CompiledTemplate, as name: String, version: TemplateVersion?) {
        cache.withLock { $0[name] = CacheEntry(template: template, version: version) }
    }

    func load(_ name: String) throws -> TemplateSource? {
        if let fault = TemplateName.fault(in: name) {
            throw TemplateError(
                .refused, "the template name \"\(name)\" is refused: \(fault)",
                in: TemplateOrigin(name: name, path: nil, text: ""), at: nil,
                suggestion: "Write it relative to the views' folder: posts/index.html.")
        }
        do {
            return try loader.load(name)
        } catch {
            throw TemplateError(
                .refused, "the template \"\(name)\" cannot be read: \(error)",
                in: TemplateOrigin(name: name, path: nil, text: ""), at: nil, underlying: error)
        }
    }

    func notFound(_ name: String) -> TemplateError {
        TemplateError(notFound: name, suggestion: suggestion(forTemplate: name))
    }
}
