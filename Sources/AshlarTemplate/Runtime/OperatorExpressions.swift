/// `-a`, `+a` and `not a`
struct UnaryExpression: Evaluable {
    let unary: ExpressionNode.Unary
    let operand: any Evaluable
    let offset: Int

    func evaluate(_ frame: Frame) throws -> TemplateValue {
        let value = try operand.evaluate(frame)
        do {
            switch unary {
            case .minus: return try value.negated()
            case .plus: return try value.affirmed()
            case .not: return .bool(try !value.truth())
            }
        } catch { throw frame.error(error, at: offset) }
    }
}

/// `a + b` and its kin; `and` and `or` answer one of their sides, as in Python.
struct BinaryExpression: Evaluable {
    let binary: ExpressionNode.Binary
    let left: any Evaluable
    let right: any Evaluable
    let offset: Int

    func evaluate(_ frame: Frame) throws -> TemplateValue {
        let value = try left.evaluate(frame)
        do {
            switch binary {
            case .and: return try value.truth() ? right.evaluate(frame) : value
            case .or: return try value.truth() ? value : right.evaluate(frame)
            default: break
            }
            let other = try right.evaluate(frame)
            switch binary {
            case .add:
                let sum = try value.adding(other, limits: frame.state.limits)
                if case .array(let sequence) = sum { try frame.state.countVisits(sequence.count) }
                return sum
            case .subtract: return try value.subtracting(other)
            case .multiply: return try value.multiplied(by: other, limits: frame.state.limits)
            case .divide: return try value.divided(by: other)
            case .floorDivide: return try value.floorDivided(by: other)
            case .remainder: return try value.remainder(other, limits: frame.state.limits)
            case .power: return try value.raised(to: other)
            case .and, .or: return value
            }
        } catch { throw frame.error(error, at: offset) }
    }
}

/// `a < b < c`
struct ComparisonExpression: Evaluable {
    let first: any Evaluable
    let rest: [(comparison: ExpressionNode.Comparison, operand: any Evaluable)]
    let offset: Int

    func evaluate(_ frame: Frame) throws -> TemplateValue {
        var left = try first.evaluate(frame)
        for (comparison, operand) in rest {
            let right = try operand.evaluate(frame)
            do {
                if comparison == .in || comparison == .notIn, case .array(let sequence) = right {
                    try frame.state.countVisits(sequence.count)
                }
                guard try Self.holds(comparison, left, right) else { return .bool(false) }
            } catch { throw frame.error(error, at: offset) }
            left = right
        }
        return .bool(true)
    }

    static func holds(
        _ comparison: ExpressionNode.Comparison, _ left: TemplateValue, _ right: TemplateValue
    ) throws -> Bool {
        switch comparison {
        case .equal: try left.equals(right)
        case .notEqual: try !left.equals(right)
        case .less: try left.isOrdered(right) { $0 < 0 }
        case .lessOrEqual: try left.isOrdered(right) { $0 <= 0 }
        case .greater: try left.isOrdered(right) { $0 > 0 }
        case .greaterOrEqual: try left.isOrdered(right) { $0 >= 0 }
        case .in: try right.contains(left)
        case .notIn: try !right.contains(left)
        }
    }
}

extension TemplateValue {
    /// Compares; a number that is none has no order with anything.
    fileprivate func isOrdered(_ other: TemplateValue, _ holds: (Int) -> Bool) throws -> Bool {
        if let left = arithmeticNumber, let right = other.arithmeticNumber, left.isNaN || right.isNaN { return false }
        return holds(try compare(other))
    }
}

/// `a ~ b`
struct ConcatenationExpression: Evaluable {
    let items: [any Evaluable]
    let offset: Int

    func evaluate(_ frame: Frame) throws -> TemplateValue {
        let values = try items.map { try $0.evaluate(frame) }
        do {
            return try .joined(values, autoescape: frame.state.autoescape, limits: frame.state.limits)
        } catch { throw frame.error(error, at: offset) }
    }
}

/// `a if b else c`
struct ConditionalExpression: Evaluable {
    let test: any Evaluable
    let then: any Evaluable
    let otherwise: (any Evaluable)?
    let offset: Int

    func evaluate(_ frame: Frame) throws -> TemplateValue {
        let isTrue: Bool
        do { isTrue = try test.evaluate(frame).truth() } catch { throw frame.error(error, at: offset) }
        if isTrue { return try then.evaluate(frame) }
        if let otherwise { return try otherwise.evaluate(frame) }
        // Jinja prints nothing here even where undefined values are errors.
        return .undefined(TemplateUndefined(hint: "the inline if was false and has no else", behavior: .lenient))
    }
}
