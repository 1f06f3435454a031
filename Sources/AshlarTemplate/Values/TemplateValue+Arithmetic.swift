import Foundation

extension TemplateValue {
    /// The value as a floating-point number: numbers, decimals and large integers.
    var arithmeticNumber: Double? {
        guard case .object(let object) = self else { return number }
        return (object as? DecimalObject)?.number ?? (object as? IntegerObject)?.value.double
    }

    private func failIfUndefined(_ other: TemplateValue) throws {
        if case .undefined(let undefined) = self { throw undefined.failure }
        if case .undefined(let undefined) = other { throw undefined.failure }
    }

    private func unsupported(_ verb: String, _ other: TemplateValue, suggestion: String? = nil) -> any Error {
        do { try failIfUndefined(other) } catch { return error }
        return Failure("cannot \(verb) \(typeName) and \(other.typeName)", suggestion: suggestion)
    }

    /// Quotient and remainder of decimals; nil where the values are none.
    private func decimalDivision(by other: TemplateValue) throws -> (quotient: Decimal, remainder: Decimal)? {
        guard let (left, right) = Self.decimals(self, other) else { return nil }
        if right.isZero { throw Self.byZero }
        guard let division = left.dividedTruncating(by: right) else {
            throw Failure("the quotient has more digits than a decimal")
        }
        return division
    }

    private static let byZero = Failure("division by zero")

    func adding(_ other: TemplateValue, limits: TemplateLimits) throws -> TemplateValue {
        if let left = integer, let right = other.integer {
            let (sum, overflow) = left.addingReportingOverflow(right)
            return overflow ? try .integer(BigInteger(left) + BigInteger(right)) : .int(sum)
        }
        if let (left, right) = Self.bigIntegers(self, other) { return try .integer(left + right) }
        if let (left, right) = Self.decimals(self, other) { return try .checked(left + right) }
        if let left = arithmeticNumber, let right = other.arithmeticNumber { return .double(left + right) }
        if plainText != nil, other.plainText != nil {
            if isMarkup || other.isMarkup { return .markup(Markup(try html() + other.html())) }
            let text = try text() + other.text()
            try limits.check(text: text)
            return .string(text)
        }
        if case .array(let left) = self, case .array(let right) = other, left.isTuple == right.isTuple,
            !(left is TemplateRange), !(right is TemplateRange)
        {
            try limits.check(count: left.count + right.count)
            return .array(TemplateArray(try left.values() + right.values(), isTuple: left.isTuple))
        }
        throw unsupported("add", other, suggestion: "Join texts with ~, which prints both sides.")
    }

    func subtracting(_ other: TemplateValue) throws -> TemplateValue {
        if let left = integer, let right = other.integer {
            let (difference, overflow) = left.subtractingReportingOverflow(right)
            return overflow ? try .integer(BigInteger(left) - BigInteger(right)) : .int(difference)
        }
        if let (left, right) = Self.bigIntegers(self, other) { return try .integer(left - right) }
        if let (left, right) = Self.decimals(self, other) { return try .checked(left - right) }
        if let left = arithmeticNumber, let right = other.arithmeticNumber { return .double(left - right) }
        throw unsupported("subtract", other)
    }

    func multiplied(by other: TemplateValue, limits: TemplateLimits) throws -> TemplateValue {
        if let left = integer, let right = other.integer {
            let (product, overflow) = left.multipliedReportingOverflow(by: right)
            return overflow ? try .integer(BigInteger(left) * BigInteger(right)) : .int(product)
        }
        if let (left, right) = Self.bigIntegers(self, other) { return try .integer(left * right) }
        if let (left, right) = Self.decimals(self, other) { return try .checked(left * right) }
        if let left = arithmeticNumber, let right = other.arithmeticNumber { return .double(left * right) }
        if let times = other.integer, let repeated = try repeated(times, limits) { return repeated }
        if let times = integer, let repeated = try other.repeated(times, limits) { return repeated }
        throw unsupported("multiply", other)
    }

    private func repeated(_ times: Int, _ limits: TemplateLimits) throws -> TemplateValue? {
        let times = max(0, times)
        switch self {
        case .string(let text):
            try limits.check(length: text.utf8.count, times: times)
            return .string(String(repeating: text, count: times))
        case .markup(let markup):
            try limits.check(length: markup.html.utf8.count, times: times)
            return .markup(Markup(String(repeating: markup.html, count: times)))
        case .array(let sequence) where !(sequence is TemplateRange):
            let (count, overflow) = sequence.count.multipliedReportingOverflow(by: times)
            try limits.check(count: overflow ? .max : count)
            let values = try sequence.values()
            return .array(
                TemplateArray(Array(repeatElement(values, count: times).joined()), isTuple: sequence.isTuple))
        default: return nil
        }
    }

    /// `/`, which answers a floating-point number, or a decimal if one of both is.
    func divided(by other: TemplateValue) throws -> TemplateValue {
        if let (left, right) = Self.decimals(self, other) {
            if right.isZero { throw Self.byZero }
            return try .checked(left / right)
        }
        guard let left = arithmeticNumber, let right = other.arithmeticNumber else {
            throw unsupported("divide", other)
        }
        if right == 0 { throw Self.byZero }
        return .double(left / right)
    }

    /// `//`: rounds down, to whole numbers if both are.
    func floorDivided(by other: TemplateValue) throws -> TemplateValue {
        if let left = integer, let right = other.integer {
            if right == 0 { throw Self.byZero }
            let (quotient, overflow) = left.dividedReportingOverflow(by: right)
            if overflow { return try .integer(BigInteger(left).negated) }
            return .int(left % right != 0 && (left < 0) != (right < 0) ? quotient - 1 : quotient)
        }
        if let (left, right) = Self.bigIntegers(self, other) {
            if right == BigInteger(0) { throw Self.byZero }
            return try .integer(left.dividedFloor(by: right).quotient)
        }
        if let division = try decimalDivision(by: other) { return try .checked(division.quotient) }
        guard let left = arithmeticNumber, let right = other.arithmeticNumber else {
            throw unsupported("divide", other)
        }
        if right == 0 { throw Self.byZero }
        // By the remainder, which is exact: the quotient of 3 and 0.0015 rounds up to 2000, and is a little less.
        let quotient = (left - Self.remainder(left, right)) / right
        return .double(quotient.rounded())
    }

    /// The remainder with the sign of the divisor.
    private static func remainder(_ left: Double, _ right: Double) -> Double {
        let rest = left.truncatingRemainder(dividingBy: right)
        if rest == 0 { return Double(signOf: right, magnitudeOf: 0) }
        return (rest < 0) != (right < 0) ? rest + right : rest
    }

    /// `%`: the remainder with the sign of the divisor, or a text with its places filled in.
    func remainder(_ other: TemplateValue, limits: TemplateLimits) throws -> TemplateValue {
        if plainText != nil { return try PrintfFormat.apply(self, to: other, limits: limits) }
        if let left = integer, let right = other.integer {
            if right == 0 { throw Self.byZero }
            let rest = left.remainderReportingOverflow(dividingBy: right).partialValue
            return .int(rest != 0 && (rest < 0) != (right < 0) ? rest + right : rest)
        }
        if let (left, right) = Self.bigIntegers(self, other) {
            if right == BigInteger(0) { throw Self.byZero }
            return try .integer(left.dividedFloor(by: right).remainder)
        }
        if let division = try decimalDivision(by: other) { return try .checked(division.remainder) }
        guard let left = arithmeticNumber, let right = other.arithmeticNumber else {
            throw unsupported("divide", other)
        }
        if right == 0 { throw Self.byZero }
        return .double(Self.remainder(left, right))
    }

    /// `**`.
    func raised(to other: TemplateValue) throws -> TemplateValue {
        if let base = bigInteger, let exponent = other.integer, exponent >= 0 {
            return try Self.power(integer.map { .int($0) } ?? .integer(base), exponent)
        }
        if let power = try decimalRaised(to: other) { return power }
        guard let left = arithmeticNumber, let right = other.arithmeticNumber else {
            throw unsupported("raise to a power", other)
        }
        if left == 0, right < 0 { throw Failure("0 cannot be raised to a negative power") }
        let result = pow(left, right)
        if result.isNaN, !left.isNaN, !right.isNaN {
            throw Failure("the power of a negative number is not a real number")
        }
        if result.isInfinite, left.isFinite, right.isFinite { throw Failure("the result is too large for a float") }
        return .double(result)
    }

    private static func power(_ base: TemplateValue, _ exponent: Int) throws -> TemplateValue {
        var (result, square, rest) = (TemplateValue.int(1), base, exponent)
        let limits = TemplateLimits()
        while rest > 0 {
            if rest & 1 == 1 { result = try result.multiplied(by: square, limits: limits) }
            rest >>= 1
            if rest > 0 { square = try square.multiplied(by: square, limits: limits) }
        }
        return result
    }

    func negated() throws -> TemplateValue {
        if let number = integer {
            let (negative, overflow) = 0.subtractingReportingOverflow(number)
            return overflow ? try .integer(BigInteger(number).negated) : .int(negative)
        }
        if let number = bigInteger { return try .integer(number.negated) }
        if let decimal = try decimalMapped({ -$0 }) { return decimal }
        if let number = arithmeticNumber { return .double(-number) }
        if case .undefined(let undefined) = self { throw undefined.failure }
        throw Failure("\(typeName) has no negative")
    }

    func affirmed() throws -> TemplateValue {
        if let number = integer { return .int(number) }
        if arithmeticNumber != nil { return self }
        if case .undefined(let undefined) = self { throw undefined.failure }
        throw Failure("\(typeName) is not a number")
    }

    /// `~`: both sides as text; HTML if autoescape is on and one of them is.
    static func joined(_ values: [TemplateValue], autoescape: Bool, limits: TemplateLimits) throws -> TemplateValue {
        if autoescape, values.contains(where: \.isMarkup) {
            var html = ""
            for value in values { html += try value.html() }
            try limits.check(text: html)
            return .markup(Markup(html))
        }
        var text = ""
        for value in values { text += try value.text() }
        try limits.check(text: text)
        return .string(text)
    }
}
