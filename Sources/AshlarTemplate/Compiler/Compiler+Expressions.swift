import AshlarSupport

extension Compiler {
    mutating func compile(_ expressions: [ExpressionNode]) throws -> [any Evaluable] {
        try expressions.map { try compile($0) }
    }

    private mutating func compile(optional expression: ExpressionNode?) throws -> (any Evaluable)? {
        try expression.map { try compile($0) }
    }

    mutating func compile(_ node: ExpressionNode) throws -> any Evaluable {
        let offset = node.offset
        switch node.kind {
        case .constant(let value): return ConstantExpression(value: value)
        case .name(let name): return try self.name(name, offset)
        case .list(let items): return ListExpression(items: try compile(items), isTuple: false)
        case .tuple(let items): return ListExpression(items: try compile(items), isTuple: true)
        case .dictionary(let pairs):
            return DictionaryExpression(
                pairs: try pairs.map { (try compile($0.key), try compile($0.value)) }, offset: offset)
        case .unary(let unary, let operand):
            return UnaryExpression(unary: unary, operand: try compile(operand), offset: offset)
        case .binary(let binary, let left, let right):
            return BinaryExpression(binary: binary, left: try compile(left), right: try compile(right), offset: offset)
        case .comparison(let first, let rest):
            return ComparisonExpression(
                first: try compile(first), rest: try rest.map { ($0.comparison, try compile($0.operand)) },
                offset: offset)
        case .concatenation(let items): return ConcatenationExpression(items: try compile(items), offset: offset)
        case .conditional(let test, let then, let otherwise):
            let test = try compile(test)
            return try conditionally {
                ConditionalExpression(
                    test: test, then: try $0.compile(then), otherwise: try $0.compile(optional: otherwise),
                    offset: offset)
            }
        case .member(let base, let name):
            return MemberExpression(base: try self.base(base, member: name), name: name, offset: offset)
        case .element(let base, let key):
            let compiled = try key.literal.map { try self.base(base, member: $0) } ?? compile(base)
            return ElementExpression(base: compiled, key: try compile(key), offset: offset)
        case .slice(let base, let start, let stop, let step):
            return SliceExpression(
                base: try compile(base), start: try compile(optional: start), stop: try compile(optional: stop),
                step: try compile(optional: step), offset: offset)
        case .call(let callee, let arguments): return try call(callee, arguments, offset)
        case .filter(let input, let name, let arguments): return try filter(input, name, arguments, offset)
        case .test(let input, let name, let arguments): return try test(input, name, arguments, offset)
        }
    }

    private mutating func name(_ name: String, _ offset: Int) throws -> any Evaluable {
        if scope.places(of: name).slots.isEmpty {
            if engine.configuration.personalNames.contains(name) {
                try refuseInCache(CacheStatement.message(for: name), at: offset, CacheStatement.suggestion)
            }
            if name == "super", isInBlock { return SuperExpression(offset: offset) }
            if name == "self" {
                try refuseBlockInCache(at: offset)
                facts.namesSelf = true
                return SelfExpression()
            }
            if name == "slots" { facts.hasOpenSlots = true }
        }
        return variable(name, at: offset)
    }

    /// What a member is read of: a block of `self`, a slot, or what an imported template has. It is remembered for the checks.
    private mutating func base(_ node: ExpressionNode, member: String) throws -> any Evaluable {
        guard case .name(let name) = node.kind else { return try compile(node) }
        let owner = scope.owner(of: name)
        if name == "self", !isGuarded, owner == nil {
            facts.blockCalls.append(TemplateFacts.BlockCall(name: member, offset: node.offset))
        }
        if name == "slots", owner == nil {
            facts.slots.insert(member)
            // All of them: `slots.items()`.
            if DictionaryMethods.all[member] != nil { facts.hasOpenSlots = true }
            return variable(name, at: node.offset)
        }
        if !isGuarded { noteModule(name, owner: owner, member: member, at: node.offset) }
        return try compile(node)
    }

    /// Remembers what is used of an imported template, where nothing else has its name.
    private mutating func noteModule(_ name: String, owner: Scope?, member: String, at offset: Int) {
        // A block sees what the top level of its template imports, unless another template of the page has that name, too.
        guard let template = owner == nil ? pageModules[name] : owner?.modules[name],
            owner?.variables[name]?.isFilled != true
        else { return }
        facts.moduleUses.append(
            TemplateFacts.ModuleUse(
                template: template, alias: owner == nil ? name : nil, member: member, offset: offset))
    }

    /// Compiles the input of something that works on what is undefined as well.
    private mutating func guarded(_ node: ExpressionNode, _ isGuard: Bool) throws -> any Evaluable {
        let outside = isGuarded
        isGuarded = isGuarded || isGuard
        defer { isGuarded = outside }
        return try compile(node)
    }

    mutating func compile(_ arguments: ArgumentNodes) throws -> ArgumentExpressions {
        ArgumentExpressions(
            positional: try compile(arguments.positional),
            keyword: try arguments.keyword.map { ($0.name, try compile($0.value)) },
            spread: try compile(optional: arguments.spread),
            keywordSpread: try compile(optional: arguments.keywordSpread))
    }

    private mutating func call(
        _ callee: ExpressionNode, _ arguments: ArgumentNodes, _ offset: Int
    ) throws -> any Evaluable {
        if case .member(let base, let name) = callee.kind {
            let compiled = try compile(name == "merge" && base.isAttributes ? arguments.vouched : arguments)
            return MethodCallExpression(
                base: try self.base(base, member: name), name: name, arguments: compiled, offset: callee.offset)
        }
        let compiled = try compile(arguments)
        if case .name(let name) = callee.kind, scope.places(of: name).slots.isEmpty,
            let literal = arguments.positional.first?.literal
        {
            facts.literalCalls.append(
                TemplateFacts.LiteralCall(
                    function: name,
                    call: TemplateCall(
                        literal: literal, valueCount: arguments.positional.count - 1,
                        names: arguments.keyword.map(\.name),
                        hasMore: arguments.spread != nil || arguments.keywordSpread != nil),
                    offset: arguments.positional[0].offset))
        }
        if case .name(let name) = callee.kind, !isGuarded, scope.places(of: name).slots.isEmpty {
            facts.calledNames.append(TemplateFacts.FreeName(name: name, offset: callee.offset))
        }
        return CallExpression(callee: try compile(callee), arguments: compiled, offset: offset)
    }

    private mutating func filter(
        _ input: ExpressionNode?, _ name: String, _ arguments: ArgumentNodes, _ offset: Int
    ) throws -> any Evaluable {
        guard let filter = engine.filters[name] else {
            return try unknown("filter", name, among: Array(engine.filters.keys), offset)
        }
        try checkDateFormat(of: name, arguments)
        return FilterExpression(
            input: try input.map { try guarded($0, filter.acceptsUndefined) }, name: name, filter: filter,
            arguments: try compile(arguments),
            offset: offset)
    }

    /// Refuses a format that is written out and says nothing of a date.
    private mutating func checkDateFormat(of filter: String, _ arguments: ArgumentNodes) throws {
        guard filter == "date", engine.configuration.filters["date"] == nil,
            let format = arguments.positional.first ?? arguments.keyword.first(where: { $0.name == "format" })?.value,
            case .constant(let value) = format.kind, let fault = DateFormatText.fault(in: value)
        else { return }
        let error = failure(fault.named("filter \"date\"").message, at: format.offset, suggestion: fault.suggestion)
        guard isConditional || collectsFaults else { throw error }
        doubts.append(error)
    }

    /// A chain of filters without an input, first to be applied first.
    mutating func filters(_ node: ExpressionNode?) throws -> [FilterExpression] {
        guard let node, case .filter(let input, let name, let arguments) = node.kind else { return [] }
        let before = try filters(input)
        // An unknown filter of a block is an error at once, or a fault that is noted already.
        guard let filter = try filter(nil, name, arguments, node.offset) as? FilterExpression else {
            if collectsFaults { return before }
            throw failure("unknown filter \"\(name)\"", at: node.offset)
        }
        return before + [filter]
    }

    private mutating func test(
        _ input: ExpressionNode, _ name: String, _ arguments: ArgumentNodes, _ offset: Int
    ) throws -> any Evaluable {
        guard let test = engine.tests[name] else {
            return try unknown("test", name, among: Array(engine.tests.keys), offset)
        }
        return TestExpression(
            input: try guarded(input, test.acceptsUndefined), name: name, test: test, arguments: try compile(arguments),
            offset: offset)
    }

    private mutating func unknown(
        _ kind: String, _ name: String, among known: [String], _ offset: Int
    ) throws -> any Evaluable {
        let message = "unknown \(kind) \"\(name)\""
        let suggestion =
            (kind == "filter" ? ForeignWord.suggestion(forFilter: name) : nil)
            ?? Suggestion.closest(to: name, in: known).map { "Did you mean \"\($0)\"?" }
        let error = failure(message, at: offset, suggestion: suggestion)
        guard isConditional || collectsFaults else { throw error }
        doubts.append(error)
        return FailingExpression(message: message, suggestion: suggestion, offset: offset)
    }
}
