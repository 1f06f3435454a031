extension Compiler {
    /// `{{ expression }}`, escaped as its place in the page asks for.
    mutating func output(_ node: ExpressionNode) throws -> any Executable {
        let expression = try compile(node)
        outputCount += 1
        guard let position else { return OutputStatement(expression: expression, offset: node.offset) }
        defer { self.position?.readOutput() }
        let place: OutputPlace
        do {
            place = try position.outputPlace()
        } catch {
            let error = failure(error.message, at: node.offset, suggestion: error.suggestion)
            guard collectsFaults else { throw error }
            doubts.append(error)
            place = .text
        }
        if place == .text { return OutputStatement(expression: expression, offset: node.offset) }
        return PlacedOutputStatement(
            expression: expression, place: place, isTrusted: Self.isTrusted(node), offset: node.offset)
    }

    /// Whether the author vouches for what is printed.
    private static func isTrusted(_ node: ExpressionNode) -> Bool {
        switch node.kind {
        case .filter(_, let name, _): name == "tojson" || name == "safe"
        case .conditional(_, let then, let otherwise): isTrusted(then) && (otherwise.map(isTrusted) ?? true)
        default: false
        }
    }

    /// Joins where another branch ends with where this one does.
    mutating func join(_ end: HTMLPosition?) {
        guard let end, let position else { return }
        self.position = position.joined(with: end)
    }

    /// Compiles a body that is printed elsewhere: it begins in text.
    mutating func apart<Result>(_ body: (inout Compiler) throws -> Result) rethrows -> Result {
        let outside = position
        if position != nil { position = HTMLPosition() }
        defer { position = outside }
        return try body(&self)
    }

    /// What is included is compiled for the beginning of a page, or for a script or a style sheet by its name.
    func checkInclude(_ template: ExpressionNode, _ offset: Int) throws {
        guard let position, !position.isPlain else { return }
        let name = template.literal ?? ""
        let included = HTMLPosition(template: name)
        let isOfKind = name.hasSuffix(".js") || name.hasSuffix(".css")
        if isOfKind, let included, included.element == position.element, position.place == .content { return }
        throw failure(
            "a template cannot be included inside of a tag, a script or a style", at: offset,
            suggestion: "Include the whole element, or a file that ends in .js or .css.")
    }

    mutating func compile(_ component: ComponentNode, _ offset: Int) throws -> any Executable {
        facts.references.append(
            TemplateReference(
                names: [component.template], verb: .uses, offset: offset, ignoresMissing: false, sharesContext: false))
        facts.components.append(
            TemplateFacts.ComponentUse(
                template: component.template, name: component.name,
                attributes: component.attributes.map { attribute in
                    if case .constant(let value) = attribute.value.kind {
                        return (attribute.name, value, attribute.offset)
                    }
                    return (attribute.name, nil, attribute.offset)
                }, hasSpread: !component.spreads.isEmpty, offset: offset))
        if let position, !position.isPlain {
            throw failure("a component cannot stand inside of a tag, a script or a style", at: offset)
        }
        let attributes = try component.attributes.map { (name: $0.name, value: try compile($0.value)) }
        let spreads = try compile(component.spreads)
        let slots = try component.slots.map { slot in
            let (statements, scope) = try apart { try $0.inScope(of: slot.body) { try $0.compile(slot.body) } }
            return ComponentStatement.Slot(name: slot.name, body: statements, scope: scope)
        }
        return ComponentStatement(
            name: component.name, template: component.template, attributes: attributes, spreads: spreads, slots: slots,
            offset: offset)
    }

    mutating func compile(_ props: [PropNode], _ offset: Int) throws -> any Executable {
        guard scope.isTopLevel, !isConditional, facts.props == nil else {
            throw failure("\"props\" stands once, at the top level of a component", at: offset)
        }
        facts.props = props.map { TemplateFacts.Prop(name: $0.name, type: $0.type, isRequired: $0.fallback == nil) }
        return PropsStatement(
            props: try props.map { prop in
                let fallback = try prop.fallback.map { try compile($0) }
                return PropsStatement.Prop(
                    name: prop.name, type: prop.type, fallback: fallback,
                    target: compile(.name(prop.name, offset: prop.offset)), offset: prop.offset)
            })
    }
}
