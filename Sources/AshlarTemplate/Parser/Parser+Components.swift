extension Parser {
    /// `<x-name attribute="value">...</x-name>`, as the lexer writes it.
    mutating func parseComponent() throws -> StatementNode.Kind {
        _ = try advance()
        let name = try expect(.string, "a component's name")
        var attributes: [AttributeNode] = []
        var spreads: [ExpressionNode] = []
        while current.kind != .blockEnd {
            if try skip(.power) {
                spreads.append(try parseExpression())
            } else {
                let key = try expect(.string, "an attribute's name")
                try expect(.assign, "\"=\"")
                if attributes.contains(where: { $0.name == key.text }) {
                    throw failure("the attribute \"\(key.text)\" is there twice", at: key.offset)
                }
                attributes.append(AttributeNode(name: key.text, pieces: try parsePieces(), offset: key.offset))
            }
            _ = try skip(.comma)
        }
        let body = try parseStatements(until: ["endx"])
        _ = try advance()
        let closing = try expect(.string, "a component's name")
        guard closing.text == name.text || (name.text.hasPrefix("slot:") && closing.text == "slot") else {
            let line = origin.place(ofOffset: name.offset).line
            throw failure(
                "</x-\(closing.text)> closes nothing here: <x-\(name.text)> of line \(line) is open",
                at: closing.offset, suggestion: "Close it first with </x-\(name.text)>.")
        }
        if name.text == "slot" || name.text.hasPrefix("slot:") {
            return .slot(SlotNode(name: try slotName(name, attributes), body: body, offset: name.offset))
        }
        return .component(
            ComponentNode(name: name.text, attributes: attributes, spreads: spreads, slots: try slots(in: body)))
    }

    /// The text of an attribute and the values in it, as the lexer writes them.
    private mutating func parsePieces() throws -> [AttributeNode.Piece] {
        var pieces: [AttributeNode.Piece] = []
        repeat {
            if current.kind == .string {
                let text = try advance()
                pieces.append(.text(text.text, offset: text.offset))
            } else {
                pieces.append(.output(try parseExpression()))
            }
        } while try skip(.semicolon)
        return pieces
    }

    private func slotName(
        _ token: Token, _ attributes: [AttributeNode]
    ) throws -> String {
        if token.text.hasPrefix("slot:"), attributes.isEmpty { return String(token.text.dropFirst(5)) }
        guard attributes.count == 1, attributes[0].name == "name", let name = attributes[0].value.literal else {
            throw failure(
                "a slot needs a name and nothing else", at: token.offset, suggestion: "Write <x-slot:footer>.")
        }
        return name
    }

    private func slots(in body: [StatementNode]) throws -> [SlotNode] {
        var slots: [SlotNode] = []
        var rest: [StatementNode] = []
        for statement in body {
            guard case .slot(let slot) = statement.kind else {
                rest.append(statement)
                continue
            }
            if slots.contains(where: { $0.name == slot.name }) {
                throw failure("the slot \"\(slot.name ?? "")\" is there twice", at: statement.offset)
            }
            slots.append(slot)
        }
        return slots + [SlotNode(name: nil, body: rest)]
    }

    /// `{% props kind: 'info' | 'error' = 'info', title: string, open = false %}`
    mutating func parseProps() throws -> StatementNode.Kind {
        _ = try advance()
        var props: [PropNode] = []
        while current.kind != .blockEnd {
            if !props.isEmpty { try expect(.comma, "\",\"") }
            let name = try expect(.name, "the name of a prop")
            try checkAssignable(name)
            if props.contains(where: { $0.name == name.text }) {
                throw failure("the prop \"\(name.text)\" is there twice", at: name.offset)
            }
            let type = try skip(.colon) ? try parsePropType() : .any
            let fallback = try skip(.assign) ? try parseExpression() : nil
            if case .constant(let value)? = fallback?.kind, !value.isNone, !type.accepts(value) {
                throw failure(
                    "the default of \"\(name.text)\" is \(value.quoted), not \(type.described)", at: name.offset)
            }
            props.append(PropNode(name: name.text, type: type, fallback: fallback, offset: name.offset))
        }
        return .props(props)
    }

    private mutating func parsePropType() throws -> PropType {
        if current.kind == .string {
            var names = [try advance().text]
            while try skip(.pipe) { names.append(try expect(.string, "a string").text) }
            return .oneOf(names)
        }
        let token = try expect(.name, "the type of a prop")
        guard let type = PropType.named[token.text] else {
            throw failure(
                "\"\(token.text)\" is no type of a prop", at: token.offset,
                suggestion: "There are: \(PropType.named.keys.sorted().joined(separator: ", ")), and strings with |.")
        }
        return type
    }

    /// `{% push 'scripts' %}`, `{% push 'scripts' once 'chart' %}`, `{% prepend 'scripts' %}`
    mutating func parsePush() throws -> StatementNode.Kind {
        let word = try advance().text
        let name = try parseExpression()
        let once = try skip(name: "once") ? try parseExpression() : nil
        let body = try parseStatements(closedBy: "end\(word)")
        return .push(name, isFirst: word == "prepend", once: once, body: body)
    }

    /// `{% cache 'sidebar', user.id for 60 %}`
    mutating func parseCache() throws -> StatementNode.Kind {
        let tag = try advance()
        if isName("for"), following.kind != .comma, following.kind != .blockEnd, following.kind != .dot {
            throw failure(
                "\"cache\" needs a key before \"for\"", at: tag.offset,
                suggestion: "Write {% cache 'sidebar' for 60 %}.")
        }
        var keys = [try parseExpression()]
        while try skip(.comma) { keys.append(try parseExpression()) }
        let seconds = try skip(name: "for") ? try parseExpression() : nil
        return .cache(keys, seconds: seconds, body: try parseStatements(closedBy: "endcache"))
    }
}
