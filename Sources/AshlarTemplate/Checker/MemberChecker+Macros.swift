import AshlarSupport

extension MemberChecker {
    /// Checks a call of a macro: names that it has no parameter for, too many values, and what is missing of what it uses
    /// in any case.
    mutating func check(_ arguments: ArgumentNodes, of macro: MacroNode, at offset: Int) {
        let names = macro.parameters.map(\.name)
        if !NameCollector.mentions(["kwargs"], in: macro.body) {
            for (name, value) in arguments.keyword where !names.contains(name) && name != "caller" {
                add(
                    "macro \"\(macro.name)\" has no parameter \"\(name)\"", at: value.offset,
                    suggestion: Suggestion.closest(to: name, in: names).map { "Did you mean \"\($0)\"?" }
                        ?? (names.isEmpty ? nil : "It has: \(names.joined(separator: ", "))."))
            }
        }
        if arguments.positional.count > names.count, !NameCollector.mentions(["varargs"], in: macro.body) {
            add(
                "macro \"\(macro.name)\" takes \(names.count) arguments at most, \(arguments.positional.count) were given",
                at: offset, suggestion: nil)
        }
        guard arguments.spread == nil, arguments.keywordSpread == nil, engine.configuration.undefined == .strict else {
            return
        }
        for parameter in macro.parameters.dropFirst(arguments.positional.count)
        where parameter.fallback == nil && !arguments.keyword.contains(where: { $0.name == parameter.name })
            && needs(parameter.name, in: macro.body)
        {
            add(
                "macro \"\(macro.name)\" needs \"\(parameter.name)\"", at: offset,
                suggestion: "It has: \(names.joined(separator: ", ")).")
        }
    }

    /// Whether statements use a name whatever else is given, so that they fail without it.
    private func needs(_ name: String, in statements: [StatementNode]) -> Bool {
        for statement in statements {
            switch statement.kind {
            case .output(let expressions): if expressions.contains(where: { needs(name, in: $0) }) { return true }
            case .condition(let branches, let otherwise):
                if let first = branches.first, needs(name, in: first.test) { return true }
                // A branch may give it a value.
                if NameCollector.assigned(in: branches.flatMap(\.body) + otherwise).contains(name) { return false }
            case .assignment(let target, _), .blockAssignment(let target, _, _):
                if target.names.contains(name) { return false }
            case .loop(let loop): if needs(name, in: loop.iterable) { return true }
            case .autoescape(_, let body): if needs(name, in: body) { return true }
            default: continue
            }
        }
        return false
    }

    private func needs(_ name: String, in node: ExpressionNode) -> Bool {
        switch node.kind {
        case .name(let own): own == name
        case .conditional(let test, _, _): needs(name, in: test)
        case .binary(.and, let left, _), .binary(.or, let left, _): needs(name, in: left)
        case .comparison(let first, let rest):
            needs(name, in: first) || (rest.first.map { needs(name, in: $0.operand) } ?? false)
        // What is undefined may be handed on, and asked about there.
        case .list, .tuple, .dictionary: false
        case .call(let callee, _):
            if case .member(let base, _) = callee.kind { needs(name, in: base) } else { needs(name, in: callee) }
        case .filter(let input, let filter, _):
            engine.filters[filter]?.acceptsUndefined == false && (input.map { needs(name, in: $0) } ?? false)
        case .test(let input, let test, _):
            engine.tests[test]?.acceptsUndefined == false && needs(name, in: input)
        default: ExpressionNode.parts(of: node.kind).contains { needs(name, in: $0) }
        }
    }
}
