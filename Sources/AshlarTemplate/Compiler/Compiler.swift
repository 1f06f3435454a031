import AshlarSupport

/// Makes a runnable template of nodes: names become slots, filters and tests are looked up once, text becomes bytes.
struct Compiler {
    let origin: TemplateOrigin
    let engine: TemplateEngine
    var scope: Scope
    /// Whether the current place is in a branch that may never run; what is unknown there fails when it runs.
    var isConditional = false
    /// Loops around the current place in the same frame, for `break` and `continue`.
    var loopDepth = 0
    /// Whether the current place belongs to a block, where `super` means something.
    var isInBlock = false
    var blocks: [String: CompiledBlock] = [:]
    var facts = TemplateFacts()
    var names: Set<String> = []
    /// The templates that the top level imports whole, by the names that they get.
    var pageModules: [String: String] = [:]
    /// Mistakes that do not keep the template from running, and when all of them are wanted, those that do.
    var doubts: [TemplateError] = []
    /// Whether all mistakes are wanted, not the first alone.
    let collectsFaults: Bool
    /// Where in the page the current place is; nil where nothing depends on it.
    var position: HTMLPosition?
    /// Where the loop around the current place is left early.
    var loopEnds = LoopEnds()
    /// Where rounds of loops may begin, by the loops' places, as far as they were compiled before.
    var loopEntries: [Int: HTMLPosition] = [:]
    /// Whether the template extends another one, whatever it is given: its blocks are shown there.
    var isExtending = false
    /// How many outputs there were, to know whether a block has any.
    var outputCount = 0
    /// How many includes and components there were, whose templates print what they like.
    var embeddedCount = 0
    /// How many pieces there were that may print values.
    var printedCount: Int { outputCount + embeddedCount }
    /// Scripts and style sheets that are included where text is, which a block may have in another place.
    var plainFiles: [HTMLPosition.Element] = []
    /// How many `{% cache %}` the current place is in.
    var cacheDepth = 0
    /// Whether what is compiled is the input of `is defined` or `default`.
    var isGuarded = false

    /// - Throws: ``TemplateError``
    static func compile(_ source: TemplateSource, name: String, engine: TemplateEngine) throws -> CompiledTemplate {
        try compile(source, name: name, engine: engine, collectsFaults: false).template
    }

    /// Compiles a template.
    ///
    /// - Parameter collectsFaults: whether to go on after a mistake: a template with faults cannot be rendered.
    /// - Returns: the template, what is wrong with it, and whether all of its text could be read.
    static func compile(
        _ source: TemplateSource, name: String, engine: TemplateEngine, collectsFaults: Bool
    ) throws -> (template: CompiledTemplate, doubts: [TemplateError], isWhole: Bool) {
        let (bytes, origin) = try SourceText.prepare(source, name: name, syntax: engine.configuration.syntax)
        let parsed = try Parser.parse(
            bytes, origin: origin, configuration: engine.configuration, collectsFaults: collectsFaults)
        var stack = StackGuard()
        guard stack.hasRoom(forLevels: parsed.depth) else {
            throw TemplateError(.syntax, "the template is nested too deeply for this thread's stack", in: origin, at: 0)
        }
        let layout = FrameLayout()
        var compiler = Compiler(
            origin: origin, engine: engine, scope: Scope(layout: layout, parent: nil, isTopLevel: true),
            collectsFaults: collectsFaults)
        if engine.configuration.autoescape, engine.configuration.escapesByContext {
            compiler.position = HTMLPosition(template: name)
        }
        compiler.declare(assignedIn: parsed.body)
        compiler.pageModules = compiler.scope.modules
        var statements: [any Executable] = []
        var definitions: [any Executable] = []
        for node in parsed.body {
            let compiled = try compiler.compile(node)
            statements.append(compiled)
            if node.kind.isDefinition { definitions.append(compiled) }
        }
        if !compiler.isExtending,
            let end = compiler.openEnd(of: "the template", from: HTMLPosition(template: name), at: bytes.count)
        {
            compiler.facts.openEnds.append(end)
        }
        compiler.facts.names = compiler.names.sorted()
        compiler.facts.exports = Set(NameCollector.assigned(in: parsed.body))
        let template = CompiledTemplate(
            origin: origin, root: CompiledBody(statements: Body(statements), slotCount: layout.slotCount),
            definitions: Body(definitions), blocks: compiler.blocks, depth: parsed.depth, facts: compiler.facts)
        return (template, parsed.faults + compiler.doubts, parsed.faults.isEmpty)
    }

    func failure(_ message: String, at offset: Int, suggestion: String? = nil) -> TemplateError {
        TemplateError(.syntax, message, in: origin, at: offset, suggestion: suggestion)
    }

    // MARK: Scopes

    @discardableResult
    mutating func declare(_ name: String, isFilled: Bool = false) -> Int {
        names.insert(name)
        return scope.declare(name, isFilled: isFilled)
    }

    /// Declares what statements assign in the current scope.
    mutating func declare(assignedIn statements: [StatementNode]) {
        for name in NameCollector.assigned(in: statements) { declare(name) }
        scope.modules = NameCollector.modules(in: statements)
    }

    /// Compiles a body in a scope of its own in the same frame.
    mutating func inScope<Result>(
        of statements: [StatementNode], _ body: (inout Compiler) throws -> Result
    ) throws -> (result: Result, slots: [Int]) {
        let outside = scope
        scope = Scope(layout: outside.layout, parent: outside)
        defer { scope = outside }
        declare(assignedIn: statements)
        let result = try body(&self)
        return (result, scope.slots)
    }

    /// Compiles a body in a frame of its own.
    mutating func inFrame<Result>(
        seesOutside: Bool, _ body: (inout Compiler) throws -> Result
    ) throws -> (result: Result, slotCount: Int) {
        let outside = (scope, isConditional, loopDepth)
        let layout = FrameLayout()
        scope = Scope(layout: layout, parent: seesOutside ? outside.0 : nil)
        isConditional = false
        loopDepth = 0
        defer { (scope, isConditional, loopDepth) = outside }
        let result = try body(&self)
        return (result, layout.slotCount)
    }

    /// Compiles a branch that may never run.
    mutating func conditionally<Result>(_ body: (inout Compiler) throws -> Result) rethrows -> Result {
        let outside = isConditional
        isConditional = true
        defer { isConditional = outside }
        return try body(&self)
    }

    // MARK: Targets

    mutating func compile(_ target: TargetNode) -> Target {
        switch target {
        case .name(let name, _):
            return .slot(declare(name), exportedAs: scope.isTopLevel ? name : nil)
        case .tuple(let targets, _): return .tuple(targets.map { compile($0) })
        case .namespace(let name, let member, _): return .namespace(variable(name), member: member)
        }
    }

    /// A target whose names are filled before the scope's body runs.
    mutating func compileFilled(_ target: TargetNode) -> Target {
        for name in target.names { declare(name, isFilled: true) }
        return compile(target)
    }

    mutating func variable(_ name: String, at offset: Int? = nil) -> any Evaluable {
        let (slots, isCertain) = scope.places(of: name)
        if slots.isEmpty, let offset {
            if isGuarded {
                facts.guardedNames.insert(name)
            } else {
                facts.freeNames.append(TemplateFacts.FreeName(name: name, offset: offset))
            }
        }
        if isCertain, slots.count == 1 { return LocalExpression(slot: slots[0], name: name, offset: offset) }
        return VariableExpression(slots: slots, cache: scope.layout.cache(for: name), name: name, offset: offset)
    }
}
