extension Compiler {
    /// `{{ expression }}`, escaped as its place in the page asks for.
    mutating func output(_ node: ExpressionNode) throws -> any Executable {
        if case .name(let name) = node.kind, scope.places(of: name).slots.isEmpty {
            facts.printedNames.append(TemplateFacts.FreeName(name: name, offset: node.offset))
        }
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
    mutating func report(_ error: TemplateError) throws {
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

    /// Whether the author vouches for what is printed at a place.
    static func isTrusted(_ node: ExpressionNode, at place: OutputPlace) -> Bool {
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

    /// What ends at the current place and leaves something open; nil if it does not, or began elsewhere than in text.
    func openEnd(of owner: String, from start: HTMLPosition?, at offset: Int) -> TemplateFacts.OpenEnd? {
        guard start?.place == .text, let place = position?.openPlace else { return nil }
        return TemplateFacts.OpenEnd(owner: owner, place: place, offset: offset)
    }

    /// Joins where another branch ends with where this one does.
    mutating func join(_ end: HTMLPosition?) {
        guard let end, let position else { return }
        self.position = position.joined(with: end)
    }

    /// Compiles a body that is printed elsewhere: it begins in text.
    mutating func apart<Result>(_ body: (inout Compiler) throws -> Result) rethrows -> Result {
        let outside = (position, loopEnds)
        if position != nil { position = HTMLPosition() }
        // It cannot leave a loop around it.
        defer { (position, loopEnds) = outside }
        return try body(&self)
    }
}
