/// `{% if %}`
struct ConditionStatement: Executable {
    let branches: [(test: any Evaluable, body: [any Executable], offset: Int)]
    let otherwise: [any Executable]

    func execute(_ frame: Frame) throws -> Flow {
        for branch in branches {
            let value = try branch.test.evaluate(frame)
            let isTrue: Bool
            do { isTrue = try value.truth() } catch { throw frame.error(error, at: branch.offset) }
            if isTrue { return try branch.body.execute(frame) }
        }
        return try otherwise.execute(frame)
    }
}

/// `{% break %}` and `{% continue %}`
struct LeaveStatement: Executable {
    let flow: Flow

    func execute(_ frame: Frame) throws -> Flow { flow }
}

/// `{% set %}`
struct AssignmentStatement: Executable {
    let target: Target
    let expression: any Evaluable
    let offset: Int

    func execute(_ frame: Frame) throws -> Flow {
        let value = try expression.evaluate(frame)
        do { try target.assign(value, frame) } catch { throw frame.error(error, at: offset) }
        return .next
    }
}

/// `{% set name %}...{% endset %}`
struct BlockAssignmentStatement: Executable {
    let target: Target
    let filters: [FilterExpression]
    let body: [any Executable]
    let scope: [Int]
    let offset: Int

    func execute(_ frame: Frame) throws -> Flow {
        for slot in scope { frame.slots[slot] = nil }
        var value = try frame.state.capture { _ = try body.execute(frame) }
        for filter in filters { value = try filter.apply(to: value, frame) }
        do { try target.assign(value, frame) } catch { throw frame.error(error, at: offset) }
        return .next
    }
}

/// `{% with %}`
struct WithStatement: Executable {
    let values: [(target: Target, value: any Evaluable)]
    let body: [any Executable]
    let scope: [Int]
    let offset: Int

    func execute(_ frame: Frame) throws -> Flow {
        let evaluated = try values.map { try $0.value.evaluate(frame) }
        for slot in scope { frame.slots[slot] = nil }
        for (index, value) in evaluated.enumerated() {
            do { try values[index].target.assign(value, frame) } catch { throw frame.error(error, at: offset) }
        }
        return try body.execute(frame)
    }
}

/// What is assigned to, compiled.
indirect enum Target: Sendable {
    /// A variable; at a template's top level also a name that its blocks see.
    case slot(Int, exportedAs: String?)
    case tuple([Target])
    case namespace(any Evaluable, member: String)

    func assign(_ value: TemplateValue, _ frame: Frame) throws {
        guard value.depth <= Target.deepest else {
            throw Failure(.limit, "lists are nested more than \(Target.deepest) levels deep")
        }
        switch self {
        case .slot(let index, let name):
            frame.slots[index] = value
            if let name { frame.context.export(name, value) }
        case .tuple(let targets):
            let values = try value.requiredElements()
            guard values.count == targets.count else {
                throw Failure("\(targets.count) names need as many values, there are \(values.count)")
            }
            for (index, target) in targets.enumerated() { try target.assign(try values.element(at: index), frame) }
        case .namespace(let expression, let member):
            let object = try expression.evaluate(frame)
            guard case .object(let object) = object, let namespace = object as? Namespace else {
                if case .undefined(let undefined) = object { throw undefined.failure }
                throw Failure(
                    "only the members of a namespace can be assigned to",
                    suggestion: "Make one first: {% set ns = namespace() %}.")
            }
            namespace.set(member, value)
        }
    }

    /// Values that hold each other this deep can still be let go of without running out of stack.
    static let deepest = 200
}
