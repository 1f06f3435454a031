import AshlarSupport

extension Parser {
    /// Reads text, outputs and tags up to one of the end tags, whose name is then the current token.
    mutating func parseBody(until ends: [String]?) throws -> [StatementNode] {
        if current.kind == .failure { throw failure(current.text, at: current.offset) }
        if let ends { endTags.append(ends) }
        defer { if ends != nil { endTags.removeLast() } }
        var body: [StatementNode] = []
        while true {
            let token = current
            switch token.kind {
            case .data:
                body.append(StatementNode(kind: .text(token.text), offset: token.offset))
                _ = try advance()
            case .variableStart:
                _ = try advance()
                let expression = try parseTuple()
                body.append(StatementNode(kind: .output([expression]), offset: expression.offset))
                try expect(.variableEnd, "the end of the output")
            case .blockStart:
                _ = try advance()
                if let ends, current.kind == .name, ends.contains(current.text) { return body }
                body.append(try nested { try $0.parseTag() })
                try expect(.blockEnd, "the end of the tag")
            case .failure: throw failure(token.text, at: token.offset)
            default:
                if ends != nil { throw missingEnd() }
                return body
            }
        }
    }

    /// Reads the body of a tag from the end of the tag on.
    mutating func parseStatements(until ends: [String]) throws -> [StatementNode] {
        // Python puts a colon there, and so may a template.
        _ = try skip(.colon)
        try expect(.blockEnd, "the end of the tag")
        return try parseBody(until: ends)
    }

    /// Reads a body and its end tag.
    mutating func parseStatements(closedBy end: String) throws -> [StatementNode] {
        let body = try parseStatements(until: [end])
        _ = try advance()
        return body
    }

    private func missingEnd() -> TemplateError {
        let expected = (endTags.last ?? []).map { "\"\($0)\"" }.joined(separator: " or ")
        guard let tag = openTags.last else { return failure("the template ends too early", at: current.offset) }
        return failure("the \"\(tag.name)\" tag has no end: \(expected) is missing", at: tag.offset)
    }

    private func unknownTag(_ token: Token) -> TemplateError {
        let message = "unknown tag \"\(token.text)\""
        let expected = (endTags.last ?? []).map { "\"\($0)\"" }.joined(separator: " or ")
        if let open = openTags.last, token.text.hasPrefix("end") || token.text == "else" || token.text == "elif" {
            let line = origin.place(ofOffset: open.offset).line
            return failure(
                "\"\(token.text)\" closes nothing here: the \"\(open.name)\" tag of line \(line) is open",
                at: token.offset, suggestion: "Close it first with \(expected).")
        }
        let known = Self.tags + (extensions.contains(.do) ? ["do"] : [])
        let meant = Suggestion.closest(to: token.text, in: known + endTags.flatMap { $0 })
        return failure(message, at: token.offset, suggestion: meant.map { "Did you mean \"\($0)\"?" })
    }

    static let tags = [
        "for", "if", "block", "extends", "print", "macro", "include", "from", "import", "set", "with", "autoescape",
        "call", "filter", "raw",
    ]

    private mutating func parseTag() throws -> StatementNode {
        let token = current
        guard token.kind == .name else { throw unexpected(expected: "the name of a tag") }
        openTags.append((token.text, token.offset))
        defer { openTags.removeLast() }
        let kind: StatementNode.Kind
        switch token.text {
        case "for": kind = try parseFor()
        case "if": kind = try parseIf()
        case "block": kind = try parseBlock()
        case "extends":
            _ = try advance()
            kind = .extends(try parseExpression())
        case "print": kind = try parsePrint()
        case "macro": kind = try parseMacro()
        case "include": kind = try parseInclude()
        case "from": kind = try parseFrom()
        case "import": kind = try parseImport()
        case "set": kind = try parseSet()
        case "with": kind = try parseWith()
        case "autoescape":
            _ = try advance()
            let expression = try parseExpression()
            kind = .autoescape(expression, body: try parseStatements(closedBy: "endautoescape"))
        case "call": kind = try parseCallBlock()
        case "filter":
            _ = try advance()
            let filter = try parseFilters(of: nil, beginsInline: true)
            kind = .filter(filter, body: try parseStatements(closedBy: "endfilter"))
        case "do" where extensions.contains(.do):
            _ = try advance()
            kind = .evaluate(try parseTuple())
        case "break" where extensions.contains(.loopControls):
            _ = try advance()
            kind = .breakLoop
        case "continue" where extensions.contains(.loopControls):
            _ = try advance()
            kind = .continueLoop
        case "debug" where extensions.contains(.debug):
            _ = try advance()
            kind = .debug
        default:
            openTags.removeLast()
            defer { openTags.append((token.text, token.offset)) }
            throw unknownTag(token)
        }
        return StatementNode(kind: kind, offset: token.offset)
    }
}
