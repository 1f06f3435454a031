/// The names that a template, its parents and its blocks share: what was given to the render, and what the template's top
/// level has assigned.
final class Context {
    /// A block and the template that it is written in; of several, the first overrides the others.
    struct BlockEntry {
        let block: CompiledBlock
        let template: CompiledTemplate
    }

    let state: RenderState
    /// The context of the template that includes this one.
    private let outer: Context?
    private var given: [String: any Sendable]
    /// What was composed for the template and those that it extends.
    private var fallback: [String: any Sendable]
    private var converted: [String: TemplateValue] = [:]
    /// What the top level has assigned.
    private(set) var variables: [String: TemplateValue]
    private(set) var exportedNames: [String] = []
    var blocks: [String: [BlockEntry]] = [:]
    /// What `extends` named, and how long the output was then.
    var parent: (template: CompiledTemplate, outputLength: Int, offset: Int)?
    let templateName: String
    /// What a component's template was called with.
    var component: ComponentCall?

    init(
        state: RenderState, templateName: String, given: [String: any Sendable] = [:],
        fallback: [String: any Sendable] = [:], outer: Context? = nil, locals: [String: TemplateValue] = [:]
    ) {
        self.state = state
        self.templateName = templateName
        self.given = given
        self.fallback = fallback
        self.outer = outer
        variables = locals
    }

    func value(of name: String) -> TemplateValue? {
        if let value = variables[name] ?? converted[name] { return value }
        if let value = given[name] ?? fallback[name] {
            let value = TemplateValue(value)
            converted[name] = value
            return value
        }
        return outer?.value(of: name) ?? state.sharedValue(of: name) ?? state.engine.globals[name]
    }

    /// Adds values that arrive while the page is rendered.
    func give(_ values: [String: any Sendable]) {
        given.merge(values) { $1 }
        for name in values.keys { converted[name] = nil }
    }

    /// Adds values that give way to all that are there.
    func fallBack(on values: [String: any Sendable]) { fallback.merge(values) { first, _ in first } }

    func export(_ name: String, _ value: TemplateValue) {
        if variables.updateValue(value, forKey: name) == nil { exportedNames.append(name) }
    }

    func add(blocksOf template: CompiledTemplate) {
        for (name, block) in template.blocks {
            blocks[name, default: []].append(BlockEntry(block: block, template: template))
        }
    }

    /// All names, for "did you mean" and `{% debug %}`.
    var knownNames: [String] {
        Array(given.keys) + Array(fallback.keys) + Array(variables.keys)
            + (outer?.knownNames ?? (state.scope.shared?.names ?? []) + Array(state.engine.globals.keys))
    }

    /// A context for a scoped block: what is assigned in a loop is seen in it.
    func derived(locals: [String: TemplateValue]) -> Context {
        let context = Context(state: state, templateName: templateName, outer: self, locals: locals)
        context.blocks = blocks
        return context
    }

    /// Lets go of everything: macros hold the context that holds them.
    func release() {
        variables = [:]
        converted = [:]
    }
}
