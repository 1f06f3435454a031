extension Parser {
    /// Reads an expression, with `a if b else c` unless it would take the `if` of a loop.
    mutating func parseExpression(withCondition: Bool = true) throws -> ExpressionNode {
        let expression = try nested { try withCondition ? $0.parseConditional() : $0.parseOr() }
        guard expression.depth <= Self.deepestExpression else {
            throw failure("the expression has more than \(Self.deepestExpression) levels", at: expression.offset)
        }
        deepestValue = max(deepestValue, expression.depth)
        return expression
    }

    /// Reads an expression or several with commas between them.
    mutating func parseTuple(
        withCondition: Bool = true, endingAt end: String? = nil, isInParentheses: Bool = false
    ) throws -> ExpressionNode {
        let offset = current.offset
        var items: [ExpressionNode] = []
        var isTuple = false
        while true {
            switch current.kind {
            case .variableEnd, .blockEnd, .rightParenthesis: break
            default:
                if let end, isName(end) { break }
                items.append(try parseExpression(withCondition: withCondition))
                if try skip(.comma) {
                    isTuple = true
                    continue
                }
            }
            break
        }
        if !isTuple {
            if let item = items.first { return item }
            if !isInParentheses { throw unexpected(expected: "an expression") }
        }
        return ExpressionNode(.tuple(items), at: offset)
    }

    private mutating func parseConditional() throws -> ExpressionNode {
        var expression = try parseOr()
        while isName("if") {
            let offset = try advance().offset
            let test = try parseOr()
            let otherwise = try skip(name: "else") ? try nested { try $0.parseConditional() } : nil
            expression = ExpressionNode(.conditional(test: test, then: expression, else: otherwise), at: offset)
            try checkDepth(expression)
        }
        return expression
    }

    private func checkDepth(_ expression: ExpressionNode) throws {
        if expression.depth > Self.deepestExpression {
            throw failure("the expression has more than \(Self.deepestExpression) levels", at: expression.offset)
        }
    }

    private mutating func parseOr() throws -> ExpressionNode {
        var left = try parseAnd()
        while isName("or") {
            let offset = try advance().offset
            left = ExpressionNode(.binary(.or, left, try parseAnd()), at: offset)
            try checkDepth(left)
        }
        return left
    }

    private mutating func parseAnd() throws -> ExpressionNode {
        var left = try parseNot()
        while isName("and") {
            let offset = try advance().offset
            left = ExpressionNode(.binary(.and, left, try parseNot()), at: offset)
            try checkDepth(left)
        }
        return left
    }

    private mutating func parseNot() throws -> ExpressionNode {
        guard isName("not") else { return try parseComparison() }
        let offset = try advance().offset
        return ExpressionNode(.unary(.not, try nested { try $0.parseNot() }), at: offset)
    }

    private mutating func parseComparison() throws -> ExpressionNode {
        let first = try parseSum()
        var rest: [(comparison: ExpressionNode.Comparison, operand: ExpressionNode)] = []
        var offset = current.offset
        while let comparison = try parseComparisonOperator() {
            rest.append((comparison, try parseSum()))
        }
        if rest.isEmpty { offset = first.offset }
        return rest.isEmpty ? first : ExpressionNode(.comparison(first, rest), at: offset)
    }

    private mutating func parseComparisonOperator() throws -> ExpressionNode.Comparison? {
        let comparison: ExpressionNode.Comparison
        switch current.kind {
        case .equal: comparison = .equal
        case .notEqual: comparison = .notEqual
        case .less: comparison = .less
        case .lessOrEqual: comparison = .lessOrEqual
        case .greater: comparison = .greater
        case .greaterOrEqual: comparison = .greaterOrEqual
        case .name where current.text == "in": comparison = .in
        case .name where current.text == "not" && following.kind == .name && following.text == "in":
            _ = try advance()
            comparison = .notIn
        default: return nil
        }
        _ = try advance()
        return comparison
    }

    private mutating func parseSum() throws -> ExpressionNode {
        var left = try parseConcatenation()
        while let binary: ExpressionNode.Binary = current.kind == .plus
            ? .add : current.kind == .minus ? .subtract : nil
        {
            let offset = try advance().offset
            left = ExpressionNode(.binary(binary, left, try parseConcatenation()), at: offset)
            try checkDepth(left)
        }
        return left
    }

    private mutating func parseConcatenation() throws -> ExpressionNode {
        let first = try parseProduct()
        guard current.kind == .tilde else { return first }
        var items = [first]
        let offset = current.offset
        while try skip(.tilde) { items.append(try parseProduct()) }
        return ExpressionNode(.concatenation(items), at: offset)
    }

    private mutating func parseProduct() throws -> ExpressionNode {
        var left = try parsePower()
        while true {
            let binary: ExpressionNode.Binary
            switch current.kind {
            case .star: binary = .multiply
            case .slash: binary = .divide
            case .doubleSlash: binary = .floorDivide
            case .percent: binary = .remainder
            default: return left
            }
            let offset = try advance().offset
            left = ExpressionNode(.binary(binary, left, try parsePower()), at: offset)
            try checkDepth(left)
        }
    }

    private mutating func parsePower() throws -> ExpressionNode {
        var left = try parseUnary()
        while current.kind == .power {
            let offset = try advance().offset
            left = ExpressionNode(.binary(.power, left, try parseUnary()), at: offset)
            try checkDepth(left)
        }
        return left
    }

    private mutating func parseUnary(withFilters: Bool = true) throws -> ExpressionNode {
        var expression: ExpressionNode
        let token = current
        switch token.kind {
        case .minus, .plus:
            _ = try advance()
            let operand = try nested { try $0.parseUnary(withFilters: false) }
            expression = ExpressionNode(.unary(token.kind == .minus ? .minus : .plus, operand), at: token.offset)
        default: expression = try parsePrimary()
        }
        expression = try parsePostfix(of: expression)
        return withFilters ? try parseFiltersAndTests(of: expression) : expression
    }

    mutating func parsePrimary() throws -> ExpressionNode {
        let token = current
        switch token.kind {
        case .name:
            _ = try advance()
            switch token.text {
            case "true", "True": return ExpressionNode(.constant(.bool(true)), at: token.offset)
            case "false", "False": return ExpressionNode(.constant(.bool(false)), at: token.offset)
            case "none", "None": return ExpressionNode(.constant(.none), at: token.offset)
            default: return ExpressionNode(.name(token.text), at: token.offset)
            }
        case .string:
            var text = ""
            while current.kind == .string { text += try advance().text }
            return ExpressionNode(.constant(.string(text)), at: token.offset)
        case .integer:
            _ = try advance()
            guard let number = Self.integer(token.text) else {
                throw failure("the number has more than \(BigInteger.mostBits) bits", at: token.offset)
            }
            return ExpressionNode(.constant(number), at: token.offset)
        case .float:
            _ = try advance()
            return ExpressionNode(.constant(.double(Double(token.text) ?? .infinity)), at: token.offset)
        case .leftParenthesis:
            _ = try advance()
            let expression = try parseTuple(isInParentheses: true)
            try expect(.rightParenthesis, "\")\"")
            return expression
        case .leftBracket: return try parseList()
        case .leftBrace: return try parseDictionary()
        default: throw unexpected(expected: "an expression")
        }
    }

    private static func integer(_ text: String) -> TemplateValue? {
        let radix = ["0x": 16, "0o": 8, "0b": 2][text.prefix(2).lowercased()]
        let digits = radix == nil ? text[...] : text.dropFirst(2)
        if let number = Int(digits, radix: radix ?? 10) { return .int(number) }
        return BigInteger(digits: digits, radix: radix ?? 10).flatMap { try? .integer($0) }
    }

    private mutating func parseList() throws -> ExpressionNode {
        let offset = try advance().offset
        var items: [ExpressionNode] = []
        while current.kind != .rightBracket {
            if !items.isEmpty { try expect(.comma, "\",\" or \"]\"") }
            if current.kind == .rightBracket { break }
            items.append(try parseExpression())
        }
        _ = try advance()
        return ExpressionNode(.list(items), at: offset)
    }

    private mutating func parseDictionary() throws -> ExpressionNode {
        let offset = try advance().offset
        var pairs: [(key: ExpressionNode, value: ExpressionNode)] = []
        while current.kind != .rightBrace {
            if !pairs.isEmpty { try expect(.comma, "\",\" or \"}\"") }
            if current.kind == .rightBrace { break }
            let key = try parseExpression()
            try expect(.colon, "\":\"")
            pairs.append((key, try parseExpression()))
        }
        _ = try advance()
        return ExpressionNode(.dictionary(pairs), at: offset)
    }
}
