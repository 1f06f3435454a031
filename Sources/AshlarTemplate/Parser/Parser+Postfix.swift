extension Parser {
    /// Reads members, elements and calls behind an expression.
    mutating func parsePostfix(of expression: ExpressionNode) throws -> ExpressionNode {
        var expression = expression
        while true {
            switch current.kind {
            case .dot: expression = try parseMember(of: expression)
            case .leftBracket: expression = try parseElement(of: expression)
            case .leftParenthesis: expression = try parseCall(of: expression)
            default: return expression
            }
            try checkChain(expression)
        }
    }

    /// Reads filters and tests behind an expression.
    mutating func parseFiltersAndTests(of expression: ExpressionNode) throws -> ExpressionNode {
        var expression = expression
        while true {
            switch current.kind {
            case .pipe: expression = try parseFilters(of: expression)
            case .name where current.text == "is": expression = try parseTest(of: expression)
            case .leftParenthesis: expression = try parseCall(of: expression)
            default: return expression
            }
            try checkChain(expression)
        }
    }

    private func checkChain(_ expression: ExpressionNode) throws {
        if expression.depth > Self.deepestExpression {
            throw failure("the expression has more than \(Self.deepestExpression) levels", at: expression.offset)
        }
    }

    private mutating func parseMember(of base: ExpressionNode) throws -> ExpressionNode {
        _ = try advance()
        let token = current
        switch token.kind {
        case .name:
            _ = try advance()
            return ExpressionNode(.member(base, token.text), at: token.offset)
        case .integer:
            _ = try advance()
            guard let index = Int(token.text) else {
                throw failure("\"\(token.text)\" is no index", at: token.offset)
            }
            return ExpressionNode(
                .element(base, ExpressionNode(.constant(.int(index)), at: token.offset)), at: token.offset)
        default: throw unexpected(expected: "a name or a number after \".\"")
        }
    }

    private mutating func parseElement(of base: ExpressionNode) throws -> ExpressionNode {
        let offset = try advance().offset
        var start: ExpressionNode?
        if current.kind != .colon {
            if current.kind == .rightBracket { throw unexpected(expected: "an index or a key") }
            let key = try parseExpression()
            if current.kind != .colon {
                guard current.kind == .comma else {
                    try expect(.rightBracket, "\"]\"")
                    return ExpressionNode(.element(base, key), at: offset)
                }
                var keys = [key]
                while try skip(.comma), current.kind != .rightBracket { keys.append(try parseExpression()) }
                try expect(.rightBracket, "\"]\"")
                return ExpressionNode(.element(base, ExpressionNode(.tuple(keys), at: offset)), at: offset)
            }
            start = key
        }
        try expect(.colon, "\":\"")
        let stop = try parseSliceBound()
        let step = try skip(.colon) ? try parseSliceBound() : nil
        try expect(.rightBracket, "\"]\"")
        return ExpressionNode(.slice(base, start: start, stop: stop, step: step), at: offset)
    }

    private mutating func parseSliceBound() throws -> ExpressionNode? {
        current.kind == .colon || current.kind == .rightBracket ? nil : try parseExpression()
    }

    private mutating func parseCall(of callee: ExpressionNode) throws -> ExpressionNode {
        let offset = callee.offset
        return ExpressionNode(.call(callee, try parseArguments()), at: offset)
    }

    private mutating func parseArguments() throws -> ArgumentNodes {
        try expect(.leftParenthesis, "\"(\"")
        var arguments = ArgumentNodes()
        var isFirst = true
        while current.kind != .rightParenthesis {
            if !isFirst {
                try expect(.comma, "\",\" or \")\"")
                if current.kind == .rightParenthesis { break }
            }
            isFirst = false
            let token = current
            if try skip(.star) {
                guard arguments.spread == nil, arguments.keywordSpread == nil else { throw misplaced(token) }
                arguments.spread = try parseExpression()
            } else if try skip(.power) {
                guard arguments.keywordSpread == nil else { throw misplaced(token) }
                arguments.keywordSpread = try parseExpression()
            } else if token.kind == .name, following.kind == .assign {
                guard arguments.keywordSpread == nil else { throw misplaced(token) }
                _ = try advance()
                _ = try advance()
                if arguments.keyword.contains(where: { $0.name == token.text }) {
                    throw failure("the argument \"\(token.text)\" is there twice", at: token.offset)
                }
                arguments.keyword.append((token.text, try parseExpression()))
            } else {
                guard arguments.spread == nil, arguments.keywordSpread == nil, arguments.keyword.isEmpty else {
                    throw misplaced(token)
                }
                arguments.positional.append(try parseExpression())
            }
        }
        _ = try advance()
        return arguments
    }

    private func misplaced(_ token: Token) -> TemplateError {
        failure("this argument cannot stand behind the ones before it", at: token.offset)
    }

    /// Reads `|filter|filter(...)`.
    ///
    /// - Parameter beginsInline: whether the first filter comes without `|`, as in `{% filter upper %}`.
    mutating func parseFilters(of input: ExpressionNode?, beginsInline: Bool = false) throws -> ExpressionNode {
        var input = input
        var isInline = beginsInline
        while true {
            if !isInline { try expect(.pipe, "a filter") }
            isInline = false
            let offset = current.offset
            let name = try parseDottedName("a filter's name")
            let arguments = current.kind == .leftParenthesis ? try parseArguments() : ArgumentNodes()
            let filter = ExpressionNode(.filter(input, name, arguments), at: offset)
            try checkChain(filter)
            if current.kind != .pipe { return filter }
            input = filter
        }
    }

    private mutating func parseDottedName(_ description: String) throws -> String {
        var name = try expect(.name, description).text
        while try skip(.dot) { name += "." + (try expect(.name, description).text) }
        return name
    }

    private mutating func parseTest(of input: ExpressionNode) throws -> ExpressionNode {
        _ = try advance()
        let isNegated = try skip(name: "not")
        let offset = current.offset
        let name = try parseDottedName("a test's name")
        var arguments = ArgumentNodes()
        switch current.kind {
        case .leftParenthesis: arguments = try parseArguments()
        case .name where ["else", "or", "and"].contains(current.text): break
        case .name where current.text == "is": throw failure("tests with \"is\" cannot be chained", at: current.offset)
        case .name, .string, .integer, .float, .leftBracket, .leftBrace:
            let argument = try nested { parser in
                let primary = try parser.parsePrimary()
                return try parser.parsePostfix(of: primary)
            }
            arguments.positional = [argument]
        default: break
        }
        let test = ExpressionNode(.test(input, name, arguments), at: offset)
        return isNegated ? ExpressionNode(.unary(.not, test), at: offset) : test
    }
}
