/// `{% if %}`
final class ConditionStatement: Statement, @unchecked Sendable {
    // Sendable because it is constant, and what it holds is Sendable.
    private let branches: NodeList<Branch>
    private let otherwise: Body

    init(branches: [Branch], otherwise: Body) {
        self.branches = NodeList(branches)
        self.otherwise = otherwise
    }

    override func execute(_ frame: Frame) throws -> Flow {
        for index in 0..<branches.count {
            let flow = try branches.with(index) { try $0.execute(frame) }
            if let flow { return flow }
        }
        return try otherwise.execute(frame)
    }

    /// `{% if %}` or `{% elif %}` with what follows it.
    final class Branch: Sendable {
        private let test: any Evaluable
        private let body: Body
        private let offset: Int

        init(test: any Evaluable, body: Body, offset: Int) {
            self.test = test
            self.body = body
            self.offset = offset
        }

        /// Runs the body; nil where the test does not hold.
        @inline(__always)
        func execute(_ frame: Frame) throws -> Flow? {
            let isTrue: Bool
            do { isTrue = try test.isTrue(frame) } catch { throw frame.error(error, at: offset) }
            return isTrue ? try body.execute(frame) : nil
        }
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
    let body: Body
    let scope: [Int]
    let offset: Int

    func execute(_ frame: Frame) throws -> Flow {
        frame.empty(scope)
        var value = try frame.state.capture { _ = try body.execute(frame) }
        for filter in filters { value = try filter.apply(to: value, frame) }
        do { try target.assign(value, frame) } catch { throw frame.error(error, at: offset) }
        return .next
    }
}

/// `{% with %}`
struct WithStatement: Executable {
    let values: [(target: Target, value: any Evaluable)]
    let body: Body
    let scope: [Int]
    let offset: Int

    func execute(_ frame: Frame) throws -> Flow {
        let evaluated = try values.map { try $0.value.evaluate(frame) }
        frame.empty(scope)
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
            frame[index] = value
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
