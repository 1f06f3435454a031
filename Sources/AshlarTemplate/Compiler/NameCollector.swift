/// Finds names in nodes: what a scope assigns, and what a body mentions.
enum NameCollector {
    /// The names that statements assign in their own scope, not in that of a loop or a macro in them.
    static func assigned(in statements: [StatementNode]) -> [String] {
        var names: [String] = []
        for statement in statements {
            switch statement.kind {
            case .assignment(let target, _), .blockAssignment(let target, _, _): names += target.names
            case .condition(let branches, let otherwise):
                for branch in branches { names += assigned(in: branch.body) }
                names += assigned(in: otherwise)
            case .macro(let macro): names.append(macro.name)
            case .importModule(_, let name, _): names.append(name)
            case .importNames(_, let imported, _): names += imported.map(\.alias)
            case .props(let props): names += props.map(\.name)
            default: break
            }
        }
        return names
    }

    /// The templates that statements import whole in their own scope, by names that nothing else in it gets.
    static func modules(in statements: [StatementNode]) -> [String: String] {
        let imports = imports(in: statements)
        guard !imports.isEmpty else { return [:] }
        let names = assigned(in: statements)
        let single = imports.filter { found in names.count { $0 == found.name } == 1 }
        return Dictionary(single.map { ($0.name, $0.template) }) { first, _ in first }
    }

    private static func imports(in statements: [StatementNode]) -> [(name: String, template: String)] {
        statements.flatMap { statement -> [(name: String, template: String)] in
            switch statement.kind {
            case .importModule(let template, let name, _): template.literal.map { [(name, $0)] } ?? []
            case .condition(let branches, let otherwise):
                branches.flatMap { imports(in: $0.body) } + imports(in: otherwise)
            default: []
            }
        }
    }

    /// Whether statements mention one of the names, however deep.
    static func mentions(_ names: Set<String>, in statements: [StatementNode]) -> Bool {
        statements.contains { statement in
            expressions(of: statement.kind).contains { mentions(names, in: $0) }
                || bodies(of: statement.kind).contains { mentions(names, in: $0) }
        }
    }

    static func mentions(_ names: Set<String>, in expression: ExpressionNode) -> Bool {
        if case .name(let name) = expression.kind { return names.contains(name) }
        return ExpressionNode.parts(of: expression.kind).contains { mentions(names, in: $0) }
    }

    /// Whether statements hold a scoped block, which sees all variables around it.
    static func holdsScopedBlock(_ statements: [StatementNode]) -> Bool {
        statements.contains { statement in
            if case .block(let block) = statement.kind, block.isScoped { return true }
            return bodies(of: statement.kind).contains { holdsScopedBlock($0) }
        }
    }

    static func expressions(of kind: StatementNode.Kind) -> [ExpressionNode] {
        switch kind {
        case .output(let expressions): expressions
        case .condition(let branches, _): branches.map(\.test)
        case .loop(let loop): [loop.iterable] + (loop.test.map { [$0] } ?? [])
        case .assignment(let target, let value): namespaces(of: target) + [value]
        case .blockAssignment(let target, let filter, _): namespaces(of: target) + (filter.map { [$0] } ?? [])
        case .with(let values, _): values.map(\.value)
        case .extends(let template), .include(let template, _, _), .importModule(let template, _, _),
            .importNames(let template, _, _):
            [template]
        case .macro(let macro): macro.parameters.compactMap(\.fallback)
        case .call(let macro, let call): macro.parameters.compactMap(\.fallback) + [call]
        case .filter(let expression, _), .autoescape(let expression, _), .evaluate(let expression): [expression]
        case .component(let component): component.attributes.map(\.value) + component.spreads
        case .props(let props): props.compactMap(\.fallback)
        case .push(let name, _, let once, _): [name] + (once.map { [$0] } ?? [])
        case .stack(let name): [name]
        case .cache(let keys, let seconds, _): keys + (seconds.map { [$0] } ?? [])
        case .text, .block, .breakLoop, .continueLoop, .debug, .slot, .flush: []
        }
    }

    private static func namespaces(of target: TargetNode) -> [ExpressionNode] {
        switch target {
        case .name: []
        case .tuple(let targets, _): targets.flatMap(namespaces)
        case .namespace(let name, _, let offset): [ExpressionNode(.name(name), at: offset)]
        }
    }

    static func bodies(of kind: StatementNode.Kind) -> [[StatementNode]] {
        switch kind {
        case .condition(let branches, let otherwise): branches.map(\.body) + [otherwise]
        case .loop(let loop): [loop.body, loop.otherwise]
        case .blockAssignment(_, _, let body), .with(_, let body), .filter(_, let body), .autoescape(_, let body):
            [body]
        case .push(_, _, _, let body), .cache(_, _, let body): [body]
        case .component(let component): component.slots.map(\.body)
        case .slot(let slot): [slot.body]
        case .block(let block): [block.body]
        case .macro(let macro), .call(let macro, _): [macro.body]
        default: []
        }
    }
}
