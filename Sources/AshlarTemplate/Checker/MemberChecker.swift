import AshlarSupport

/// Looks for members that nothing has, in the templates of a page whose values' types are known.
///
/// It follows types through members, loops, `set`, `with`, filters that keep or choose elements, and includes. What it does
/// not know it leaves to rendering.
struct MemberChecker {
    /// Names with their shapes; nil for a name of which nothing is known.
    typealias Names = [String: MemberShape?]

    let engine: TemplateEngine
    private let read: ParsedTemplates
    /// Whether a template may be given other values under the same names.
    let isOpen: (String) -> Bool
    private(set) var errors: [TemplateError] = []
    var origin = TemplateOrigin(name: "", path: nil, text: "")
    /// What the template asks about with `is defined` or has a default for, as it is written.
    var guarded: Set<String> = []
    /// Names that the template assigns more than once: a block may see another value than the one before it.
    private(set) var ambiguous: Set<String> = []
    /// Templates that were walked through with names of the same shapes.
    private var seen: Set<String> = []
    private var depth = 0

    init(engine: TemplateEngine, read: ParsedTemplates, isOpen: @escaping (String) -> Bool) {
        self.engine = engine
        self.read = read
        self.isOpen = isOpen
    }

    /// Checks a page: a template and those that it extends, which share what is assigned at their top levels.
    mutating func check(page templates: [String], _ given: [String: Any.Type]) {
        var names: Names = given.mapValues { MemberShape($0) }
        let bodies = templates.map { read.body(of: $0, in: engine) }
        // What one of them assigns, the others may see: as a value of any kind.
        for body in bodies {
            for name in NameCollector.assigned(in: body?.statements ?? []) { names[name] = .some(nil) }
        }
        for (place, (template, body)) in zip(templates, bodies).enumerated() {
            let others = bodies.indices.filter { $0 != place }.compactMap { bodies[$0]?.statements }
            walk(template, body, names, besides: Set(others.flatMap { NameCollector.assigned(in: $0) }))
        }
    }

    /// Checks what a template says of its own: of its loops, and of the macros that it has or imports.
    ///
    /// - Parameter parents: the templates that it extends.
    mutating func check(alone template: String, besides parents: [String]) {
        let body = read.body(of: template, in: engine)
        let others = parents.compactMap { read.body(of: $0, in: engine)?.statements }
        var names: Names = [:]
        for statements in others + [body?.statements ?? []] {
            for name in NameCollector.assigned(in: statements) { names[name] = .some(nil) }
        }
        walk(template, body, names, besides: Set(others.flatMap { NameCollector.assigned(in: $0) }))
    }

    /// A macro of another template, if nothing else there has its name.
    func macro(_ name: String, of template: String) -> MacroNode? {
        guard let statements = read.body(of: template, in: engine)?.statements,
            NameCollector.assigned(in: statements).count(where: { $0 == name }) == 1
        else { return nil }
        for case .macro(let macro) in statements.map(\.kind) where macro.name == name { return macro }
        return nil
    }

    /// Checks a template that is included where some names are known.
    mutating func include(_ name: String, _ names: Names) {
        guard depth < 20, !isOpen(name) else { return }
        walk(name, read.body(of: name, in: engine), names)
    }

    private mutating func walk(
        _ name: String, _ body: ParsedTemplates.Body?, _ names: Names, besides others: Set<String> = []
    ) {
        guard let body else { return }
        let shapes = names.compactMap { name, shape in shape.map { "\(name):\($0.text)" } }.sorted()
        guard seen.insert(([name] + shapes).joined(separator: "\n")).inserted else { return }
        let outside = (origin, guarded, ambiguous)
        let assigned = NameCollector.assigned(in: body.statements)
        (origin, guarded) = (body.origin, [])
        ambiguous = Set(Dictionary(grouping: assigned) { $0 }.filter { $0.value.count > 1 }.keys).union(others)
        depth += 1
        collectGuarded(body.statements)
        var names = names
        walk(body.statements, &names)
        depth -= 1
        (origin, guarded, ambiguous) = outside
    }

    private mutating func collectGuarded(_ statements: [StatementNode]) {
        for statement in statements {
            for expression in NameCollector.expressions(of: statement.kind) { collectGuarded(expression) }
            for body in NameCollector.bodies(of: statement.kind) { collectGuarded(body) }
        }
    }

    private mutating func collectGuarded(_ node: ExpressionNode) {
        switch node.kind {
        case .filter(let input?, let name, _) where engine.filters[name]?.acceptsUndefined == true:
            if let path = Self.path(of: input) { guarded.insert(path) }
        case .test(let input, let name, _) where engine.tests[name]?.acceptsUndefined == true:
            if let path = Self.path(of: input) { guarded.insert(path) }
        default: break
        }
        for part in ExpressionNode.parts(of: node.kind) { collectGuarded(part) }
    }

    mutating func report(_ member: String, of base: ExpressionNode, among names: [String], shape: MemberShape?) {
        let path = Self.path(of: base)
        if let path, guarded.contains("\(path).\(member)") { return }
        var hint: String?
        if let shape, shape.isList || shape.methods?.isEmpty == false {
            hint = ForeignWord.suggestion(forMember: member, of: path)
            if hint == nil, shape.isList, shape.element?.memberNames != nil, shape.element?.has(member) == true {
                let loop = "{% for item in \(path ?? "items") %}{{ item.\(member) }}"
                hint = "It is a list, and its elements have it: \(loop)."
            }
        }
        report(
            member, of: path ?? shape.map(typeName) ?? "the value", among: names, at: Self.root(of: base).offset,
            hint: hint)
    }

    mutating func report(
        _ member: String, of owner: String, among names: [String], at offset: Int, hint: String? = nil
    ) {
        add(
            "\"\(owner)\" has no member \"\(member)\"", at: offset,
            suggestion: hint ?? Suggestion.closest(to: member, in: names).map { "Did you mean \"\($0)\"?" })
    }

    mutating func add(_ message: String, at offset: Int, suggestion: String?) {
        let error = TemplateError(.undefined, message, in: origin, at: offset, suggestion: suggestion)
        if !errors.contains(where: { $0.description == error.description }) { errors.append(error) }
    }

    /// How an expression of names, members and elements is written; nil for any other.
    static func path(of node: ExpressionNode) -> String? {
        switch node.kind {
        case .name(let name): return name
        case .member(let base, let name): return path(of: base).map { "\($0).\(name)" }
        case .element(let base, let key):
            guard let base = path(of: base) else { return nil }
            switch key.kind {
            case .constant(.string(let name)): return "\(base).\(name)"
            case .constant(let value): return "\(base)[\(value.quoted)]"
            case .name(let name): return "\(base)[\(name)]"
            default: return nil
            }
        default: return nil
        }
    }

    static func root(of node: ExpressionNode) -> ExpressionNode {
        switch node.kind {
        case .member(let base, _), .element(let base, _): root(of: base)
        default: node
        }
    }
}
