extension Compiler {
    mutating func compile(_ statements: [StatementNode]) throws -> Body {
        Body(try statements.map { try compile($0) })
    }

    mutating func compile(_ node: StatementNode) throws -> any Executable {
        let offset = node.offset
        switch node.kind {
        case .text(let text):
            for mark in ForeignWord.marks(in: Array(text.utf8)) {
                facts.foreignMarks.append((mark.text, mark.suggestion, offset + mark.offset))
            }
            return compile(text: Array(text.utf8), offset)
        case .output(let expressions):
            if expressions.count == 1 { return try output(expressions[0]) }
            return PrintStatement(outputs: Body(try expressions.map { try output($0) }))
        case .condition(let branches, let otherwise): return try condition(branches, otherwise)
        case .loop(let loop): return try compile(loop, offset)
        case .assignment(let target, let value):
            let expression = try compile(value)
            return AssignmentStatement(target: compile(target), expression: expression, offset: offset)
        case .blockAssignment(let target, let filter, let body):
            let filters = try filters(filter)
            let (statements, slots) = try apart { try $0.inScope(of: body) { try $0.compile(body) } }
            return BlockAssignmentStatement(
                target: compile(target), filters: filters, body: statements, scope: slots, offset: offset)
        case .with(let values, let body): return try with(values, body, offset)
        case .block(let block): return try compile(block, offset)
        case .extends(let template): return try extends(template, offset)
        case .include(let template, let ignoresMissing, let withContext):
            refer(to: template, .includes, offset, ignoresMissing: ignoresMissing, sharesContext: withContext)
            try checkInclude(template, offset)
            // Scripts and style sheets are compiled for where they are included.
            if !Self.isScriptOrStyle(template) { embeddedCount += 1 }
            return IncludeStatement(
                template: try compile(template), ignoresMissing: ignoresMissing, withContext: withContext,
                snapshot: scope.snapshot(), offset: offset)
        case .importModule(let template, let name, let withContext):
            refer(to: template, .imports, offset, sharesContext: withContext)
            return ImportStatement(
                template: try compile(template), withContext: withContext, snapshot: scope.snapshot(),
                target: compile(.name(name, offset: offset)), names: [], offset: offset)
        case .importNames(let template, let names, let withContext):
            refer(to: template, .imports, offset, sharesContext: withContext, imported: names.map(\.name))
            let template = try compile(template)
            let snapshot = scope.snapshot()
            return ImportStatement(
                template: template, withContext: withContext, snapshot: snapshot, target: nil,
                names: names.map { ($0.name, compile(.name($0.alias, offset: offset))) }, offset: offset)
        case .macro(let macro):
            let target = compile(.name(macro.name, offset: offset))
            return MacroStatement(macro: try compile(macro, offset), target: target)
        case .call(let macro, let call):
            guard let call = try callExpression(call) else { throw failure("\"call\" needs a call", at: offset) }
            let outputs = printedCount
            let body = try compile(macro, offset)
            let writer = try writer(printing: "call", hasOutputs: printedCount > outputs, at: offset)
            return CallStatement(macro: body, call: call, writer: writer, offset: offset)
        case .filter(let filter, let body):
            let isTrusted = Self.isTrusted(filter)
            let filters = try filters(filter)
            let outputs = printedCount
            let (statements, slots) = try apart { try $0.inScope(of: body) { try $0.compile(body) } }
            // A text of the template alone is the author's.
            let writer =
                printedCount == outputs
                ? nil : try writer(printing: "filter", hasOutputs: true, isTrusted: isTrusted, at: offset)
            return FilterStatement(filters: filters, body: statements, scope: slots, writer: writer, offset: offset)
        case .autoescape(let flag, let body):
            let flag = try compile(flag)
            let (statements, slots) = try inScope(of: body) { try $0.compile(body) }
            return AutoescapeStatement(flag: flag, body: statements, scope: slots, offset: offset)
        case .evaluate(let expression): return EvaluateStatement(expression: try compile(expression))
        case .breakLoop, .continueLoop:
            let isBreak = if case .breakLoop = node.kind { true } else { false }
            guard loopDepth > 0 else {
                throw failure("\"\(isBreak ? "break" : "continue")\" is outside of a loop", at: offset)
            }
            if let position {
                if isBreak { loopEnds.breaks.append(position) } else { loopEnds.rounds.append(position) }
            }
            return LeaveStatement(flow: isBreak ? .breakLoop : .continueLoop)
        case .debug: return DebugStatement()
        case .component(let component): return try compile(component, offset)
        case .slot:
            throw failure(
                "a slot stands directly between the tags of a component", at: offset,
                suggestion: "Move conditions and loops into the slot.")
        case .props(let props): return try compile(props, offset)
        case .push(let name, let isFirst, let once, let body):
            try refuseInCache("nothing can be pushed from inside of \"cache\"", at: offset, "Push it outside.")
            let outputs = printedCount
            let literal = name.literal
            noteUnquoted(name, isFirst ? "prepend" : "push")
            let name = try compile(name)
            let once = try once.map { try compile($0) }
            let (statements, slots) = try apart { try $0.inScope(of: body) { try $0.compile(body) } }
            let hasOutputs = position != nil && printedCount > outputs
            if let literal {
                let use = TemplateFacts.StackUse(name: literal, offset: offset)
                facts.pushes.append(use)
                if hasOutputs { facts.valuedPushes.append(use) }
            }
            return PushStatement(
                name: name, isFirst: isFirst, once: once, body: statements, scope: slots, hasOutputs: hasOutputs,
                offset: offset)
        case .stack(let name):
            try refuseInCache("a stack cannot stand inside of \"cache\"", at: offset, "Put it outside.")
            let isPlain = position?.isPlain ?? true
            if let literal = name.literal {
                facts.stacks.insert(literal)
                if !isPlain { facts.placedStacks.append(TemplateFacts.StackUse(name: literal, offset: offset)) }
            } else {
                facts.hasOpenStacks = true
                noteUnquoted(name, "stack")
            }
            return StackStatement(name: try compile(name), isPlain: isPlain, offset: offset)
        case .cache(let keys, let seconds, let body):
            let keys = try compile(keys)
            let seconds = try seconds.map { try compile($0) }
            let outside = loopDepth
            // What was kept cannot leave a loop.
            (cacheDepth, loopDepth) = (cacheDepth + 1, 0)
            defer { (cacheDepth, loopDepth) = (cacheDepth - 1, outside) }
            let (statements, slots) = try inScope(of: body) { try $0.compile(body) }
            return CacheStatement(
                keys: keys, seconds: seconds, body: statements, scope: slots,
                identity: "\(origin.name)\u{0}\(CacheStatement.digest(of: origin.text))\u{0}\(offset)", offset: offset)
        case .flush:
            guard scope.isTopLevel, !isConditional, !isInBlock else {
                throw failure("\"flush\" must stand at the top level of a template", at: offset)
            }
            facts.hasFlush = true
            return FlushStatement()
        }
    }

    /// Remembers the name of a stack that is a variable of nobody's in the template.
    private mutating func noteUnquoted(_ node: ExpressionNode, _ tag: String) {
        guard case .name(let name) = node.kind, scope.places(of: name).slots.isEmpty else { return }
        facts.unquotedStacks.append((tag, name, node.offset))
    }

    private mutating func condition(
        _ branches: [(test: ExpressionNode, body: [StatementNode])], _ otherwise: [StatementNode]
    ) throws -> any Executable {
        var compiled: [ConditionStatement.Branch] = []
        let start = position
        var ends: [HTMLPosition?] = []
        for branch in branches {
            let test = try compile(branch.test)
            position = start
            let body = try conditionally { try $0.compile(branch.body) }
            compiled.append(ConditionStatement.Branch(test: test, body: body, offset: branch.test.offset))
            ends.append(position)
        }
        position = start
        let last = try conditionally { try $0.compile(otherwise) }
        for end in ends { join(end) }
        return ConditionStatement(branches: compiled, otherwise: last)
    }

    private mutating func with(
        _ values: [(target: TargetNode, value: ExpressionNode)], _ body: [StatementNode], _ offset: Int
    ) throws -> any Executable {
        let expressions = try values.map { try compile($0.value) }
        let (parts, slots) = try inScope(of: body) { compiler in
            let targets = values.map { compiler.compileFilled($0.target) }
            return (targets, try compiler.compile(body))
        }
        return WithStatement(
            values: zip(parts.0, expressions).map { ($0, $1) }, body: parts.1, scope: slots, offset: offset)
    }

    private mutating func callExpression(_ node: ExpressionNode) throws -> CallExpression? {
        guard case .call(let callee, let arguments) = node.kind else { return nil }
        return CallExpression(
            callee: try compile(callee), arguments: try compile(arguments), offset: node.offset)
    }
}
