extension Parser {
    /// One side of a translation: its text with places to fill in, and their names.
    private struct Message {
        var text = ""
        var names: [String] = []
    }

    /// `{% trans %}`, read as the call that it stands for: `gettext("Hello %(name)s", name=name)`.
    mutating func parseTranslation() throws -> StatementNode.Kind {
        let tag = try advance()
        let context = current.kind == .string ? try advance().text : nil
        var values: [(name: String, value: ExpressionNode)] = []
        var counted: (name: String, value: ExpressionNode)?
        var called: ExpressionNode?
        var isTrimmed: Bool?
        while current.kind != .blockEnd {
            if !values.isEmpty { try expect(.comma, "\",\"") }
            if try skip(.colon) { break }
            let token = try expect(.name, "the name of a variable")
            if values.contains(where: { $0.name == token.text }) {
                throw failure("the variable \"\(token.text)\" is there twice", at: token.offset)
            }
            var value = ExpressionNode(.name(token.text), at: token.offset)
            if try skip(.assign) {
                value = try parseExpression()
            } else if isTrimmed == nil, token.text == "trimmed" || token.text == "notrimmed" {
                isTrimmed = token.text == "trimmed"
                continue
            }
            if counted == nil {
                // A call that counts is made once, however often its value is used.
                if case .call = value.kind {
                    called = value
                    value = ExpressionNode(.name("_trans"), at: value.offset)
                }
                counted = (token.text, value)
            }
            values.append((token.text, value))
        }
        try expect(.blockEnd, "the end of the tag")
        var singular = try parseMessage(mayPluralize: true)
        var plural: Message?
        if let name = singular.names.first, counted == nil {
            counted = (name, ExpressionNode(.name(name), at: tag.offset))
        }
        if isName("pluralize") {
            _ = try advance()
            if current.kind != .blockEnd {
                let token = try expect(.name, "the name of a variable")
                guard let value = values.first(where: { $0.name == token.text }) else {
                    throw failure("\"pluralize\" names an unknown variable \"\(token.text)\"", at: token.offset)
                }
                counted = value
            }
            try expect(.blockEnd, "the end of the tag")
            plural = try parseMessage(mayPluralize: false)
            if counted == nil { throw failure("\"pluralize\" needs a variable that counts", at: tag.offset) }
        }
        _ = try advance()
        for name in singular.names + (plural?.names ?? []) where !values.contains(where: { $0.name == name }) {
            values.append((name, ExpressionNode(.name(name), at: tag.offset)))
        }
        if isTrimmed ?? false {
            singular.text = Self.trimmed(singular.text)
            plural = plural.map { Message(text: Self.trimmed($0.text), names: $0.names) }
        }
        let kind = StatementNode.Kind.output([
            Self.call(singular.text, plural?.text, counted, context, values, at: tag.offset)
        ])
        guard let called else { return kind }
        let target = TargetNode.name("_trans", offset: called.offset)
        return .with([(target, called)], body: [StatementNode(kind: kind, offset: tag.offset)])
    }

    private static func call(
        _ singular: String, _ plural: String?, _ counted: (name: String, value: ExpressionNode)?, _ context: String?,
        _ values: [(name: String, value: ExpressionNode)], at offset: Int
    ) -> ExpressionNode {
        func text(_ text: String) -> ExpressionNode { ExpressionNode(.constant(.string(text)), at: offset) }
        var arguments = ArgumentNodes()
        if let context { arguments.positional.append(text(context)) }
        arguments.positional.append(text(singular))
        if let plural, let counted { arguments.positional += [text(plural), counted.value] }
        // `num` is what the function that counts calls its number itself.
        arguments.keyword = values.filter { plural == nil || counted?.name != "num" || $0.name != "num" }
        let name = (plural == nil ? "" : "n") + (context == nil ? "" : "p") + "gettext"
        return ExpressionNode(.call(ExpressionNode(.name(name), at: offset), arguments), at: offset)
    }

    private mutating func parseMessage(mayPluralize: Bool) throws -> Message {
        var message = Message()
        while true {
            let token = current
            switch token.kind {
            case .data:
                _ = try advance()
                message.text += TextSearch.replace("%", by: "%%", in: token.text)
            case .variableStart:
                _ = try advance()
                let name = try expect(.name, "the name of a variable").text
                message.names.append(name)
                message.text += "%(\(name))s"
                try expect(.variableEnd, "the end of the output")
            case .blockStart:
                _ = try advance()
                if isName("endtrans") || (mayPluralize && isName("pluralize")) { return message }
                throw failure("only variables may stand in a translation", at: token.offset)
            case .failure: throw failure(token.text, at: token.offset)
            default: throw failure("the \"trans\" tag has no end: \"endtrans\" is missing", at: token.offset)
            }
        }
    }

    /// Without the whitespace around line breaks.
    private static func trimmed(_ text: String) -> String {
        let lines = TextFilters.trim(text, nil).split(separator: "\n", omittingEmptySubsequences: false)
        return lines.map { TextFilters.trim(String($0), nil) }.filter { !$0.isEmpty }.joined(separator: " ")
    }
}
