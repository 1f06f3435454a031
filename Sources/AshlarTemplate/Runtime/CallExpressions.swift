/// The arguments of a call, compiled.
struct ArgumentExpressions: Sendable {
    let positional: [any Evaluable]
    let keyword: [(name: String, value: any Evaluable)]
    let spread: (any Evaluable)?
    let keywordSpread: (any Evaluable)?

    func evaluate(_ frame: Frame) throws -> TemplateArguments {
        var values = try positional.map { try $0.evaluate(frame) }
        var named = try keyword.map { (name: $0.name, value: try $0.value.evaluate(frame)) }
        if let spread { values += try spread.evaluate(frame).requiredElements().values() }
        if let keywordSpread {
            guard case .dictionary(let dictionary) = try keywordSpread.evaluate(frame) else {
                throw Failure("only a dictionary can be spread with **")
            }
            for (key, value) in zip(dictionary.keys, dictionary.values) { named.append((try key.text(), value)) }
        }
        return TemplateArguments(positional: values, keyword: named, state: frame.state)
    }
}

/// `function(...)`
struct CallExpression: Evaluable {
    let callee: any Evaluable
    let arguments: ArgumentExpressions
    let offset: Int

    func evaluate(_ frame: Frame) throws -> TemplateValue {
        let value = try callee.evaluate(frame)
        let arguments: TemplateArguments
        do { arguments = try self.arguments.evaluate(frame) } catch { throw frame.error(error, at: offset) }
        do { return try value.call(arguments) } catch { throw frame.error(error, at: offset, calling: value) }
    }
}

/// `value.method(...)`, where the methods of texts, lists and dictionaries come before their elements.
struct MethodCallExpression: Evaluable {
    let base: any Evaluable
    let name: String
    let arguments: ArgumentExpressions
    let offset: Int

    func evaluate(_ frame: Frame) throws -> TemplateValue {
        let value = try base.evaluate(frame)
        do {
            if case .undefined(let undefined) = value, undefined.behavior != .chainable { throw undefined.failure }
            if Methods.has(name, value) {
                return try Methods.call(name, of: value, try arguments.evaluate(frame))
            }
            guard let member = try value.member(name) else {
                if value.isUndefined { return value }
                throw TemplateUndefined(key: .string(name), of: value, behavior: .strict).failure
            }
            let arguments = try arguments.evaluate(frame)
            do { return try member.call(arguments) } catch { throw frame.error(error, at: offset, calling: member) }
        } catch { throw frame.error(error, at: offset) }
    }
}

extension TemplateValue {
    /// `value(...)`
    func call(_ arguments: TemplateArguments) throws -> TemplateValue {
        switch self {
        case .function(let function): return try function.call(arguments)
        case .object(let object): return try object.call(arguments)
        case .undefined(let undefined): throw undefined.failure
        default: throw Failure("\(typeName) cannot be called")
        }
    }
}

/// `value|filter(...)`
struct FilterExpression: Evaluable {
    /// Nil where the filter works on the text of a block.
    let input: (any Evaluable)?
    let name: String
    let filter: TemplateFilter
    let arguments: ArgumentExpressions
    let offset: Int

    func evaluate(_ frame: Frame) throws -> TemplateValue {
        guard let input else { return .none }
        return try apply(to: try input.evaluate(frame), frame)
    }

    func apply(to value: TemplateValue, _ frame: Frame) throws -> TemplateValue {
        do {
            if case .undefined(let undefined) = value, !filter.acceptsUndefined { try undefined.use() }
            return try filter.body(value, try arguments.evaluate(frame))
        } catch let failure as Failure {
            // What a filter cannot do with what does not exist is the fault of what does not exist.
            if case .undefined(let undefined) = value, failure.kind == .runtime, failure.undefined == nil {
                throw frame.error(undefined.failure, at: offset)
            }
            throw frame.error(failure.named("filter \"\(name)\""), at: offset)
        } catch { throw frame.error(error, at: offset) }
    }
}

extension Failure {
    /// The failure with what failed in front, unless the message is about a name that does not exist.
    func named(_ subject: String) -> Failure {
        undefined != nil || kind != .runtime
            ? self : Failure(kind, "\(subject): \(message)", suggestion: suggestion, undefined: undefined)
    }
}

/// `value is test(...)`
struct TestExpression: Evaluable {
    let input: any Evaluable
    let name: String
    let test: TemplateTest
    let arguments: ArgumentExpressions
    let offset: Int

    func evaluate(_ frame: Frame) throws -> TemplateValue {
        let value = try input.evaluate(frame)
        do {
            if case .undefined(let undefined) = value, !test.acceptsUndefined { try undefined.use() }
            return .bool(try test.body(value, try arguments.evaluate(frame)))
        } catch let failure as Failure {
            throw frame.error(failure.named("test \"\(name)\""), at: offset)
        } catch { throw frame.error(error, at: offset) }
    }
}

/// An expression that is known to fail if it is ever evaluated: an unknown filter in a branch that may never run.
struct FailingExpression: Evaluable {
    let message: String
    let suggestion: String?
    let offset: Int

    func evaluate(_ frame: Frame) throws -> TemplateValue {
        throw frame.error(Failure(.runtime, message, suggestion: suggestion), at: offset)
    }
}
