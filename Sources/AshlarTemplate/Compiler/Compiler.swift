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
    var references: [TemplateReference] = []
    var names: Set<String> = []
    /// Unknown filters and tests in branches that may never run, for checking.
    var doubts: [TemplateError] = []

    /// - Throws: ``TemplateError``
    static func compile(_ source: TemplateSource, name: String, engine: TemplateEngine) throws -> CompiledTemplate {
        try compileWithDoubts(source, name: name, engine: engine).template
    }

    static func compileWithDoubts(
        _ source: TemplateSource, name: String, engine: TemplateEngine
    ) throws -> (template: CompiledTemplate, doubts: [TemplateError]) {
        let (bytes, origin) = try SourceText.prepare(source, name: name, syntax: engine.configuration.syntax)
        let (nodes, depth) = try Parser.parse(bytes, origin: origin, configuration: engine.configuration)
        var stack = StackGuard()
        guard stack.hasRoom(forLevels: depth) else {
            throw TemplateError(.syntax, "the template is nested too deeply for this thread's stack", in: origin, at: 0)
        }
        let layout = FrameLayout()
        var compiler = Compiler(
            origin: origin, engine: engine, scope: Scope(layout: layout, parent: nil, isTopLevel: true))
        for name in NameCollector.assigned(in: nodes) { compiler.declare(name) }
        let statements = try compiler.compile(nodes)
        let template = CompiledTemplate(
            origin: origin, root: CompiledBody(statements: statements, slotCount: layout.slotCount),
            blocks: compiler.blocks, names: compiler.names.sorted(), references: compiler.references, depth: depth)
        return (template, compiler.doubts)
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

    /// Compiles a body in a scope of its own in the same frame.
    mutating func inScope<Result>(
        of statements: [StatementNode], _ body: (inout Compiler) throws -> Result
    ) throws -> (result: Result, slots: [Int]) {
        let outside = scope
        scope = Scope(layout: outside.layout, parent: outside)
        defer { scope = outside }
        for name in NameCollector.assigned(in: statements) { declare(name) }
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

    func variable(_ name: String) -> any Evaluable {
        let (slots, isCertain) = scope.places(of: name)
        if isCertain, slots.count == 1 { return LocalExpression(slot: slots[0], name: name) }
        return VariableExpression(slots: slots, cache: scope.layout.cache(for: name), name: name)
    }
}
