extension MemberChecker {
    /// What is known of an expression's value; the members that it names on the way are checked.
    mutating func shape(of node: ExpressionNode, _ names: Names) -> MemberShape? {
        switch node.kind {
        case .name(let name): return names[name] ?? nil
        case .member(let base, let name): return member(name, of: base, names)
        case .element(let base, let key):
            if let name = key.literal { return member(name, of: base, names) }
            _ = shape(of: key, names)
            let whole = shape(of: base, names)
            return whole?.value ?? whole?.element
        case .slice(let base, _, _, _):
            for part in ExpressionNode.parts(of: node.kind).dropFirst() { _ = shape(of: part, names) }
            return shape(of: base, names)
        case .conditional(let test, let then, let otherwise):
            _ = shape(of: test, names)
            let first = shape(of: then, names)
            guard let otherwise else { return first }
            let second = shape(of: otherwise, names)
            return first?.text == second?.text ? first : nil
        case .call(let callee, let arguments):
            for argument in arguments.parts { _ = shape(of: argument, names) }
            // A method of a text, a list or a dictionary is no member.
            if case .member(let base, let name) = callee.kind {
                let owner = shape(of: base, names)
                if let known = owner?.callableNames, !known.contains(name) {
                    report(name, of: base, among: known, shape: owner)
                }
                if case .module(let template)? = owner, let macro = self.macro(name, of: template) {
                    check(arguments, of: macro, at: Self.root(of: base).offset)
                }
            } else if case .macro(let macro)? = shape(of: callee, names) {
                check(arguments, of: macro, at: callee.offset)
            }
            return nil
        case .filter(let input?, let name, let arguments):
            return filtered(input, name, arguments, names)
        case .test(let input, let name, let arguments):
            for argument in arguments.parts { _ = shape(of: argument, names) }
            if engine.tests[name]?.acceptsUndefined != true { _ = shape(of: input, names) }
            return nil
        default:
            for part in ExpressionNode.parts(of: node.kind) { _ = shape(of: part, names) }
            return nil
        }
    }

    private mutating func member(_ name: String, of base: ExpressionNode, _ names: Names) -> MemberShape? {
        guard let owner = shape(of: base, names) else { return nil }
        // A method that is not called says nothing, least of all how many there are.
        if let known = owner.memberNames, !owner.has(name) || (owner.isList && name == "count") {
            report(name, of: base, among: known, shape: owner)
            return nil
        }
        return owner.member(name)
    }

    private mutating func filtered(
        _ input: ExpressionNode, _ name: String, _ arguments: ArgumentNodes, _ names: Names
    ) -> MemberShape? {
        for argument in arguments.parts { _ = shape(of: argument, names) }
        // The filter works on what is undefined as well; `map` alone looks into what it is given.
        if engine.filters[name]?.acceptsUndefined == true, name != "map" { return nil }
        guard let whole = shape(of: input, names), let element = whole.element else { return nil }
        let named = { (place: Int?) in
            (arguments.keyword.first { $0.name == "attribute" }?.value
                ?? place.flatMap { arguments.positional.indices.contains($0) ? arguments.positional[$0] : nil })
        }
        switch name {
        case "first", "last", "random": return element
        case "min", "max":
            check(named(1), of: element)
            return element
        case "list", "reverse", "select", "reject": return .list(element)
        case "sort":
            check(named(2), of: element)
            return .list(element)
        case "unique":
            check(named(1), of: element)
            return .list(element)
        case "selectattr", "rejectattr":
            // Asking whether there is such a member is what they may be for.
            let test = arguments.positional.dropFirst().first?.literal
            if test != "defined", test != "undefined" { check(named(0), of: element) }
            return .list(element)
        case "sum": check(named(0), of: element)
        case "join": check(named(1), of: element)
        case "groupby":
            return .list(.group(hasDefault(arguments, at: 1) ? nil : check(named(0), of: element), element))
        case "batch", "slice":
            let isFilled = arguments.positional.count > 1 || arguments.keyword.contains { $0.name == "fill_with" }
            return isFilled ? nil : .list(.list(element))
        case "map" where !hasDefault(arguments, at: nil): return check(named(nil), of: element).map { .list($0) }
        default: break
        }
        return nil
    }

    private func hasDefault(_ arguments: ArgumentNodes, at place: Int?) -> Bool {
        arguments.keyword.contains { $0.name == "default" }
            || place.map { arguments.positional.indices.contains($0) } ?? false
    }

    /// Checks the path of members that a filter names, and answers what it leads to.
    @discardableResult
    private mutating func check(_ attribute: ExpressionNode?, of element: MemberShape) -> MemberShape? {
        guard let attribute, let text = attribute.literal else { return nil }
        var last: MemberShape?
        for path in text.split(separator: ",") {
            var owner: MemberShape? = element
            for part in path.split(separator: ".") {
                guard let current = owner else { break }
                let name = part.drop { $0 == " " }
                if Int(name) != nil {
                    owner = current.element
                } else if let known = current.memberNames, !current.has(String(name)) {
                    report(String(name), of: typeName(of: current), among: known, at: attribute.offset)
                    owner = nil
                } else {
                    owner = current.member(String(name))
                }
            }
            last = owner
        }
        return last
    }

    func typeName(of shape: MemberShape) -> String {
        switch shape {
        case .type(let type):
            (type as? any TemplateNamed.Type)?.templateName ?? (shape.isList ? "list" : String(describing: type))
        case .list: "list"
        case .group: "group"
        case .loop: "loop"
        case .macro(let macro): macro.name
        case .module(let name): name
        }
    }
}
