extension Compiler {
    mutating func compile(_ component: ComponentNode, _ offset: Int) throws -> any Executable {
        facts.references.append(
            TemplateReference(
                names: [component.template], verb: .uses, offset: offset, ignoresMissing: false, sharesContext: false))
        facts.components.append(
            TemplateFacts.ComponentUse(
                template: component.template, name: component.name,
                attributes: component.attributes.map { attribute in
                    if case .constant(let value) = attribute.value.kind {
                        return (attribute.name, value, attribute.isText, attribute.offset)
                    }
                    return (attribute.name, nil, attribute.isText, attribute.offset)
                }, hasSpread: !component.spreads.isEmpty,
                slots: component.slots.filter { !$0.isBlank }.map {
                    TemplateFacts.SlotUse(name: $0.name, offset: $0.offset ?? offset)
                }, offset: offset))
        if let position, !position.isPlain {
            throw failure("a component cannot stand inside of a tag, a script or a style", at: offset)
        }
        embeddedCount += 1
        let attributes = try component.attributes.map { try compile($0) }
        let spreads = try compile(component.spreads)
        let slots = try component.slots.map { slot in
            let (statements, scope) = try apart { try $0.inScope(of: slot.body) { try $0.compile(slot.body) } }
            return ComponentStatement.Slot(name: slot.name, body: statements, scope: scope)
        }
        return ComponentStatement(
            name: component.name, template: component.template, attributes: attributes, spreads: spreads, slots: slots,
            offset: offset)
    }

    /// An attribute of a component: where it is printed as one of a tag, each value in it is written as it would be there.
    private mutating func compile(_ attribute: AttributeNode) throws -> AttributeExpression {
        switch HTMLAttribute(named: attribute.name.lowercased()) {
        case .plain, .address, .unclear:
            return AttributeExpression(
                name: attribute.name, value: try compile(attribute.value), pieces: nil, offset: attribute.offset)
        case .script, .binding, .style, .words, .document: break
        }
        let outside = position
        position = engine.configuration.escapesByContext ? HTMLPosition(valueOf: attribute.name) : nil
        defer { position = outside }
        let pieces = try attribute.pieces.map { piece -> AttributeExpression.Piece in
            switch piece {
            case .text(let text, _):
                position?.read(text.utf8)
                return .text(.string(text), html: Markup.escaping(text).html)
            case .output(let node):
                let expression = try compile(node)
                let writer = try writer(at: node.offset) { Self.isTrusted(node, at: $0) }
                return .output(expression, writer ?? PlacedWriter(place: .attribute, isTrusted: false))
            }
        }
        return AttributeExpression(
            name: attribute.name, value: ConstantExpression(value: .none), pieces: pieces, offset: attribute.offset)
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
