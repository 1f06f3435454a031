extension Compiler {
    /// `{{ expression }}`, escaped as its place in the page asks for.
    mutating func output(_ node: ExpressionNode) throws -> any Executable {
        let expression = try compile(node)
        guard let writer = try writer(at: node.offset, isTrusted: { Self.isTrusted(node, at: $0) }) else {
            return OutputStatement(expression: expression, offset: node.offset)
        }
        return PlacedOutputStatement(expression: expression, writer: writer, offset: node.offset)
    }

    /// How what is printed here is written; nil where escaping for text does.
    mutating func writer(at offset: Int, isTrusted: (OutputPlace) -> Bool) throws -> PlacedWriter? {
        outputCount += 1
        guard let position else { return nil }
        defer { self.position?.readOutput() }
        let place: OutputPlace
        do {
            place = try position.outputPlace()
        } catch {
            try report(failure(error.message, at: offset, suggestion: error.suggestion))
            place = .text
        }
        return place == .text ? nil : PlacedWriter(place: place, isTrusted: isTrusted(place))
    }

    /// How the text of a body is written, which is a value at its place like any other.
    mutating func writer(
        printing tag: String, hasOutputs: Bool, isTrusted: Bool = false, at offset: Int
    ) throws -> PlacedWriter? {
        let writer = try writer(at: offset) { _ in isTrusted }
        if writer?.place == .name, hasOutputs {
            try report(
                failure(
                    "\"\(tag)\" with values cannot stand inside of a tag", at: offset,
                    suggestion: "Put it in the quotes of an attribute."))
        }
        return writer
    }

    /// Ends with a mistake, or notes it where all are wanted.
    private mutating func report(_ error: TemplateError) throws {
        guard collectsFaults else { throw error }
        doubts.append(error)
    }

    /// Refuses what cannot be kept for all.
    mutating func refuseInCache(_ message: String, at offset: Int, _ suggestion: String) throws {
        if cacheDepth > 0 { try report(failure(message, at: offset, suggestion: suggestion)) }
    }

    mutating func refuseBlockInCache(at offset: Int) throws {
        try refuseInCache(
            "a block cannot stand inside of \"cache\": each page may have its own", at: offset,
            "Put \"cache\" inside of the block.")
    }

    /// Text of the template, with a check behind what ends a name, or the scheme of an address, that values are part of.
    mutating func compile(text: [UInt8], _ offset: Int) -> any Executable {
        var pieces: [any Executable] = []
        var start = 0
        if position != nil {
            for (index, byte) in text.enumerated() {
                position?.read(byte)
                let check: any Executable
                if position?.endsMixedName == true, let name = position?.mixedName {
                    check = NameCheckStatement(name: name, offset: offset)
                } else if position?.endsMixedScheme == true, case .value(let quote)? = position?.place {
                    check = AddressCheckStatement(quote: quote, offset: offset)
                } else {
                    continue
                }
                pieces += [TextStatement(bytes: Array(text[start...index]), offset: offset), check]
                start = index + 1
            }
        }
        let rest = TextStatement(bytes: start == 0 ? text : Array(text[start...]), offset: offset)
        return pieces.isEmpty ? rest : PrintStatement(outputs: Body(pieces + [rest]))
    }

    private static func isTrusted(_ node: ExpressionNode, at place: OutputPlace) -> Bool {
        if place == .name, case .filter(_, "xmlattr", _) = node.kind { return true }
        return isTrusted(node)
    }

    /// Whether the author vouches for what is printed.
    static func isTrusted(_ node: ExpressionNode) -> Bool {
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
    mutating func checkInclude(_ template: ExpressionNode, _ offset: Int) throws {
        let included = HTMLPosition(template: template.literal ?? "")
        guard let position, !position.isPlain else {
            if Self.isScriptOrStyle(template), let included { plainFiles.append(included.element) }
            return
        }
        if Self.isScriptOrStyle(template), let included, included.element == position.element,
            position.place == .content
        {
            return
        }
        throw failure(
            "a template cannot be included inside of a tag, a script or a style", at: offset,
            suggestion: "Include the whole element, or a file that ends in .js or .css.")
    }

    static func isScriptOrStyle(_ template: ExpressionNode) -> Bool {
        template.literal.map { $0.hasSuffix(".js") || $0.hasSuffix(".css") } ?? false
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
        case .script, .binding, .style, .document: break
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
