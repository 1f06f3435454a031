import AshlarSupport

extension Parser {
    /// Reads text, outputs and tags up to one of the end tags, whose name is then the current token.
    mutating func parseBody(until ends: [String]?) throws -> [StatementNode] {
        if current.kind == .failure { throw lexicalFailure }
        if let ends { endTags.append(ends) }
        defer { if ends != nil { endTags.removeLast() } }
        var body: [StatementNode] = []
        while true {
            if collectsFaults, ends == nil { rootBody = body }
            let token = current
            switch token.kind {
            case .data:
                body.append(StatementNode(kind: .text(token.text), offset: token.offset))
                _ = try advance()
            case .variableStart:
                let start = place
                do {
                    _ = try advance()
                    let expression = try parseTuple()
                    body.append(StatementNode(kind: .output([expression]), offset: expression.offset))
                    try expect(.variableEnd, "the end of the output")
                } catch let error as TemplateError where collectsFaults {
                    guard recover(from: start, to: .variableEnd) else { throw error }
                    faults.append(error)
                    _ = try advance()
                }
            case .blockStart:
                _ = try advance()
                if let ends, current.kind == .name, ends.contains(current.text) { return body }
                let start = place
                let tag = current
                do {
                    body.append(try nested { try $0.parseTag() })
                    try expect(.blockEnd, "the end of the tag")
                } catch let error as TemplateError where collectsFaults && tag.kind == .name {
                    guard recover(from: start, to: .blockEnd) else { throw error }
                    faults.append(error)
                    try skipBody(of: tag.text)
                    try expect(.blockEnd, "the end of the tag")
                }
            case .failure: throw lexicalFailure
            default:
                if ends != nil { throw missingEnd() }
                return body
            }
        }
    }

    /// Reads over the body of a tag whose beginning is wrong, and finds the mistakes in it; ends at the end of a tag.
    private mutating func skipBody(of tag: String) throws {
        guard Self.bodied.contains(tag) else { return }
        openTags.append((tag, current.offset))
        defer { openTags.removeLast() }
        let end = tag == "x" ? "endx" : "end\(tag)"
        while true {
            _ = try advance()
            _ = try parseBody(until: tag == "if" ? [end, "elif", "else"] : tag == "for" ? [end, "else"] : [end])
            let word = current.text
            let start = place
            guard recover(from: start, to: .blockEnd) else { throw unexpected(expected: "the end of the tag") }
            if word == end { return }
        }
    }

    private static let bodied: Set<String> = [
        "for", "if", "block", "macro", "with", "autoescape", "call", "filter", "x", "push", "prepend", "cache",
    ]

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
        guard let tag = openTags.last else { return failure("the template ends too early", at: current.offset) }
        let ends = (endTags.last ?? []).map { $0 == "endx" ? "</\(tag.name)>" : $0 }
        let expected = ends.map { "\"\($0)\"" }.joined(separator: " or ")
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
        if token.text == "endx" { return failure("</x-\(following.text)> closes nothing here", at: token.offset) }
        let known = Self.tags + extensions.flatMap { Self.extensionTags[$0] ?? [] }
        let meant = Suggestion.closest(to: token.text, in: known + endTags.flatMap { $0 })
        return failure(
            message, at: token.offset,
            suggestion: ForeignWord.suggestion(forTag: token.text) ?? meant.map { "Did you mean \"\($0)\"?" })
    }

    static let tags = [
        "for", "if", "block", "extends", "print", "macro", "include", "from", "import", "set", "with", "autoescape",
        "call", "filter", "raw",
    ]

    private static let extensionTags: [TemplateExtension: [String]] = [
        .do: ["do"], .loopControls: ["break", "continue"], .i18n: ["trans"], .components: ["props"],
        .stacks: ["push", "prepend", "stack"], .caching: ["cache"], .streaming: ["flush"],
    ]

    private mutating func parseTag() throws -> StatementNode {
        let token = current
        guard token.kind == .name else { throw unexpected(expected: "the name of a tag") }
        openTags.append((token.text == "x" ? "x-\(following.text)" : token.text, token.offset))
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
        case "trans" where extensions.contains(.i18n): kind = try parseTranslation()
        case "x" where extensions.contains(.components): kind = try parseComponent()
        case "props" where extensions.contains(.components): kind = try parseProps()
        case "push" where extensions.contains(.stacks), "prepend" where extensions.contains(.stacks):
            kind = try parsePush()
        case "stack" where extensions.contains(.stacks):
            _ = try advance()
            kind = .stack(try parseExpression())
        case "cache" where extensions.contains(.caching): kind = try parseCache()
        case "flush" where extensions.contains(.streaming):
            _ = try advance()
            kind = .flush
        default:
            openTags.removeLast()
            defer { openTags.append((token.text, token.offset)) }
            throw unknownTag(token)
        }
        return StatementNode(kind: kind, offset: token.offset)
    }
}
