extension Parser {
    mutating func parseFor() throws -> StatementNode.Kind {
        _ = try advance()
        let target = try parseTarget(endingAt: "in")
        try expect(name: "in")
        let iterable = try parseTuple(withCondition: false, endingAt: "recursive")
        let test = try skip(name: "if") ? try parseExpression() : nil
        let isRecursive = try skip(name: "recursive")
        let body = try parseStatements(until: ["endfor", "else"])
        var otherwise: [StatementNode] = []
        if try advance().text == "else" { otherwise = try parseStatements(closedBy: "endfor") }
        return .loop(
            LoopNode(
                target: target, iterable: iterable, test: test, isRecursive: isRecursive, body: body,
                otherwise: otherwise))
    }

    mutating func parseIf() throws -> StatementNode.Kind {
        var branches: [(test: ExpressionNode, body: [StatementNode])] = []
        while true {
            _ = try advance()
            let test = try parseTuple(withCondition: false)
            branches.append((test, try parseStatements(until: ["elif", "else", "endif"])))
            switch current.text {
            case "elif": continue
            case "else":
                _ = try advance()
                if isName("if") {
                    throw failure(
                        "\"else\" has no condition", at: current.offset, suggestion: "Write {% elif ... %}.")
                }
                return .condition(branches, otherwise: try parseStatements(closedBy: "endif"))
            default:
                _ = try advance()
                return .condition(branches, otherwise: [])
            }
        }
    }

    mutating func parseBlock() throws -> StatementNode.Kind {
        let tag = try advance()
        let name = try expect(.name, "the block's name")
        let isScoped = try skip(name: "scoped")
        let isRequired = try skip(name: "required")
        if current.kind == .minus {
            throw failure(
                "a block's name cannot contain a hyphen", at: current.offset, suggestion: "Write an underscore instead."
            )
        }
        if let first = blockNames.updateValue(tag.offset, forKey: name.text) {
            let line = origin.place(ofOffset: first).line
            throw failure("the block \"\(name.text)\" is defined twice: first in line \(line)", at: tag.offset)
        }
        let body = try parseStatements(closedBy: "endblock")
        if isRequired, !body.allSatisfy(Self.isBlank) {
            throw failure("a required block can only hold whitespace and comments", at: tag.offset)
        }
        _ = try skip(name: name.text)
        return .block(BlockNode(name: name.text, isScoped: isScoped, isRequired: isRequired, body: body))
    }

    private static func isBlank(_ statement: StatementNode) -> Bool {
        guard case .text(let text) = statement.kind else { return false }
        return text.allSatisfy(\.isWhitespace)
    }

    mutating func parsePrint() throws -> StatementNode.Kind {
        _ = try advance()
        var expressions: [ExpressionNode] = []
        while current.kind != .blockEnd {
            if !expressions.isEmpty { try expect(.comma, "\",\"") }
            expressions.append(try parseExpression())
        }
        return .output(expressions)
    }

    mutating func parseSet() throws -> StatementNode.Kind {
        _ = try advance()
        let target = try parseTarget(withNamespace: true)
        if try skip(.assign) { return .assignment(target, try parseTuple()) }
        let filter = current.kind == .pipe ? try parseFilters(of: nil) : nil
        return .blockAssignment(target, filter: filter, body: try parseStatements(closedBy: "endset"))
    }

    mutating func parseWith() throws -> StatementNode.Kind {
        _ = try advance()
        var values: [(target: TargetNode, value: ExpressionNode)] = []
        while current.kind != .blockEnd {
            if !values.isEmpty { try expect(.comma, "\",\"") }
            let target = try parseTarget()
            try expect(.assign, "\"=\"")
            values.append((target, try parseExpression()))
        }
        return .with(values, body: try parseStatements(closedBy: "endwith"))
    }

    mutating func parseInclude() throws -> StatementNode.Kind {
        _ = try advance()
        let template = try parseExpression()
        var ignoresMissing = false
        if isName("ignore"), following.kind == .name, following.text == "missing" {
            ignoresMissing = true
            _ = try advance()
            _ = try advance()
        }
        return .include(template, ignoresMissing: ignoresMissing, withContext: try parseContext() ?? true)
    }

    /// `with context` or `without context`.
    private mutating func parseContext() throws -> Bool? {
        guard isName("with") || isName("without"), following.kind == .name, following.text == "context" else {
            return nil
        }
        let word = try advance()
        _ = try advance()
        return word.text == "with"
    }

    mutating func parseImport() throws -> StatementNode.Kind {
        _ = try advance()
        let template = try parseExpression()
        try expect(name: "as")
        let name = try parseName()
        return .importModule(template, name: name, withContext: try parseContext() ?? false)
    }

    mutating func parseFrom() throws -> StatementNode.Kind {
        _ = try advance()
        let template = try parseExpression()
        try expect(name: "import")
        var names: [(name: String, alias: String)] = []
        var withContext: Bool?
        while true {
            if !names.isEmpty { try expect(.comma, "\",\"") }
            guard current.kind == .name else { throw unexpected(expected: "a name to import") }
            withContext = try parseContext()
            if withContext != nil { break }
            let offset = current.offset
            let name = try parseName()
            if name.hasPrefix("_") {
                throw failure("\"\(name)\" cannot be imported: names with an underscore are private", at: offset)
            }
            names.append((name, try skip(name: "as") ? try parseName() : name))
            withContext = try parseContext()
            if withContext != nil || current.kind != .comma { break }
        }
        return .importNames(template, names: names, withContext: withContext ?? false)
    }

    private mutating func parseName() throws -> String {
        let token = try expect(.name, "a name")
        try checkAssignable(token)
        return token.text
    }

    func checkAssignable(_ token: Token) throws {
        if ["true", "false", "none", "True", "False", "None"].contains(token.text) {
            throw failure("\"\(token.text)\" is a constant and cannot be assigned to", at: token.offset)
        }
    }

    mutating func parseMacro() throws -> StatementNode.Kind {
        _ = try advance()
        let name = try parseName()
        let parameters = try parseSignature()
        return .macro(MacroNode(name: name, parameters: parameters, body: try parseStatements(closedBy: "endmacro")))
    }

    mutating func parseCallBlock() throws -> StatementNode.Kind {
        let tag = try advance()
        let parameters = current.kind == .leftParenthesis ? try parseSignature() : []
        let call = try parseExpression()
        guard case .call = call.kind else { throw failure("\"call\" needs a call of a macro", at: tag.offset) }
        let body = try parseStatements(closedBy: "endcall")
        return .call(MacroNode(name: "caller", parameters: parameters, body: body), call)
    }

    private mutating func parseSignature() throws -> [(name: String, fallback: ExpressionNode?)] {
        try expect(.leftParenthesis, "\"(\"")
        var parameters: [(name: String, fallback: ExpressionNode?)] = []
        while current.kind != .rightParenthesis {
            if !parameters.isEmpty { try expect(.comma, "\",\"") }
            let token = current
            let name = try parseName()
            if parameters.contains(where: { $0.name == name }) {
                throw failure("the parameter \"\(name)\" is there twice", at: token.offset)
            }
            if try skip(.assign) {
                parameters.append((name, try parseExpression()))
            } else if let last = parameters.last, last.fallback != nil {
                throw failure("the parameter \"\(name)\" needs a default, as the one before has one", at: token.offset)
            } else if name == "caller" {
                throw failure("the parameter \"caller\" must have a default or be left out", at: token.offset)
            } else {
                parameters.append((name, nil))
            }
        }
        _ = try advance()
        return parameters
    }

    // MARK: Targets

    /// Reads what is assigned to: a name, several names, or a member of a namespace.
    mutating func parseTarget(endingAt end: String? = nil, withNamespace: Bool = false) throws -> TargetNode {
        let offset = current.offset
        var targets: [TargetNode] = []
        var isTuple = false
        while true {
            if current.kind == .blockEnd || current.kind == .rightParenthesis || end.map({ isName($0) }) == true {
                break
            }
            targets.append(try parseSingleTarget(withNamespace: withNamespace))
            guard try skip(.comma) else { break }
            isTuple = true
        }
        guard let first = targets.first else { throw unexpected(expected: "a name to assign to") }
        return isTuple ? .tuple(targets, offset: offset) : first
    }

    private mutating func parseSingleTarget(withNamespace: Bool) throws -> TargetNode {
        let token = current
        if try skip(.leftParenthesis) {
            let target = try nested { try $0.parseTarget(withNamespace: withNamespace) }
            try expect(.rightParenthesis, "\")\"")
            return target
        }
        guard token.kind == .name else {
            throw failure("\(token.described) cannot be assigned to", at: token.offset)
        }
        _ = try advance()
        if withNamespace, try skip(.dot) {
            return .namespace(token.text, member: try expect(.name, "a member's name").text, offset: token.offset)
        }
        try checkAssignable(token)
        return .name(token.text, offset: token.offset)
    }
}
