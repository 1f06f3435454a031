extension MemberChecker {
    mutating func walk(_ statements: [StatementNode], _ names: inout Names) {
        for statement in statements { walk(statement, &names) }
    }

    /// Walks through a body whose assignments end with it.
    private mutating func walk(inside statements: [StatementNode], _ names: Names) {
        var inner = names
        walk(statements, &inner)
    }

    /// Walks through a branch: what it assigns may be there behind it, or not.
    private mutating func walk(branch statements: [StatementNode], _ names: inout Names, _ before: Names) {
        var inner = before
        walk(statements, &inner)
        for name in NameCollector.assigned(in: statements) { names[name] = .some(nil) }
    }

    private mutating func walk(_ statement: StatementNode, _ names: inout Names) {
        switch statement.kind {
        case .condition(let branches, let otherwise):
            let before = names
            for branch in branches {
                _ = shape(of: branch.test, before)
                walk(branch: branch.body, &names, before)
            }
            walk(branch: otherwise, &names, before)
        case .loop(let loop): walk(loop, names)
        case .assignment(let target, let value): assign(shape(of: value, names), to: target, &names)
        case .blockAssignment(let target, let filter, let body):
            if let filter { _ = shape(of: filter, names) }
            walk(inside: body, names)
            assign(nil, to: target, &names)
        case .with(let values, let body):
            var inner = names
            for (target, value) in values { assign(shape(of: value, names), to: target, &inner) }
            walk(body, &inner)
        case .include(let template, _, let withContext):
            _ = shape(of: template, names)
            if withContext, let name = template.literal { include(name, names) }
        case .macro(let macro):
            names[macro.name] = .some(ambiguous.contains(macro.name) ? nil : .macro(macro))
            walk(macro, names)
        case .call(let macro, let call):
            _ = shape(of: call, names)
            walk(macro, names)
        case .importModule(let template, let name, _):
            names[name] = .some(ambiguous.contains(name) ? nil : template.literal.map { .module($0) })
        case .importNames(let template, let imported, _):
            for name in imported {
                let macro = template.literal.flatMap { self.macro(name.name, of: $0) }
                names[name.alias] = .some(ambiguous.contains(name.alias) ? nil : macro.map { .macro($0) })
            }
        case .block(let block):
            var inner = names
            // Only a scoped block sees the loop around it.
            if !block.isScoped { inner["loop"] = .some(nil) }
            walk(block.body, &inner)
        case .output(let expressions):
            for expression in expressions {
                let shape = shape(of: expression, names)
                guard case .name(let name) = expression.kind else { continue }
                switch shape {
                case .macro?:
                    add(
                        "the macro \"\(name)\" is printed, and not called", at: expression.offset,
                        suggestion: "Call it: \(name)().")
                case .type(let type as any TemplateNamed.Type)?:
                    add(
                        "\(type.templateName) has no text of its own", at: expression.offset,
                        suggestion: "Print one of its members.")
                default: break
                }
            }
        case .props(let props): for prop in props { names[prop.name] = .some(nil) }
        default:
            for expression in NameCollector.expressions(of: statement.kind) { _ = shape(of: expression, names) }
            for body in NameCollector.bodies(of: statement.kind) { walk(inside: body, names) }
        }
    }

    private mutating func walk(_ macro: MacroNode, _ names: Names) {
        var inner = names
        for parameter in macro.parameters {
            if let fallback = parameter.fallback { _ = shape(of: fallback, names) }
            inner[parameter.name] = .some(nil)
        }
        for name in ["caller", "varargs", "kwargs", "loop"] { inner[name] = .some(nil) }
        walk(macro.body, &inner)
    }

    private mutating func walk(_ loop: LoopNode, _ names: Names) {
        var inner = names
        var element: MemberShape?
        if let pairs = pairs(of: loop.iterable, names), case .tuple(let targets, _) = loop.target, targets.count == 2 {
            assign(nil, to: targets[0], &inner)
            assign(pairs, to: targets[1], &inner)
        } else {
            element = loop.isRecursive ? nil : shape(of: loop.iterable, names)?.element
            if case .group(let grouper, let items)? = element, case .tuple(let targets, _) = loop.target,
                targets.count == 2
            {
                assign(grouper, to: targets[0], &inner)
                assign(.list(items), to: targets[1], &inner)
            } else {
                assign(element, to: loop.target, &inner)
            }
        }
        if let test = loop.test { _ = shape(of: test, inner) }
        inner["loop"] = .some(ambiguous.contains("loop") ? nil : .loop(element))
        walk(loop.body, &inner)
        walk(inside: loop.otherwise, names)
    }

    /// The shape of a dictionary's values, where its pairs are gone through.
    private mutating func pairs(of node: ExpressionNode, _ names: Names) -> MemberShape? {
        switch node.kind {
        case .call(let callee, let arguments):
            guard case .member(let base, "items") = callee.kind, arguments.parts.isEmpty else { return nil }
            return shape(of: base, names)?.value
        case .filter(let input?, let name, _) where name == "items" || name == "dictsort":
            return shape(of: input, names)?.value
        default: return nil
        }
    }

    private func assign(_ shape: MemberShape?, to target: TargetNode, _ names: inout Names) {
        if case .name(let name, _) = target {
            names[name] = .some(ambiguous.contains(name) ? nil : shape)
        } else {
            for name in target.names { names[name] = .some(nil) }
        }
    }
}
