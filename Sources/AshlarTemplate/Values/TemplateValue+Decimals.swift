import Foundation

/// Decimals stay decimals with decimals and whole numbers, as Python's do; beside a float they are floats.
extension TemplateValue {
    /// The value as a decimal, where it is one or a whole number.
    var decimal: Decimal? {
        if let number = integer { return Decimal(number) }
        guard case .object(let object) = self else { return nil }
        if let decimal = object as? DecimalObject { return decimal.value }
        return (object as? IntegerObject).flatMap { Decimal(string: $0.text) }
    }

    private var isDecimal: Bool {
        if case .object(let object) = self { return object is DecimalObject }
        return false
    }

    /// Both values as decimals, where one is a decimal, and the other is one or a whole number.
    static func decimals(_ left: TemplateValue, _ right: TemplateValue) -> (Decimal, Decimal)? {
        guard left.isDecimal || right.isDecimal, let first = left.decimal, let second = right.decimal else {
            return nil
        }
        return (first, second)
    }

    /// A decimal that was calculated.
    ///
    /// - Throws: for one that has no room.
    static func checked(_ decimal: Decimal) throws -> TemplateValue {
        if decimal.isNaN { throw Failure("the result is too large for a decimal") }
        return .object(DecimalObject(decimal))
    }

    /// `**` of a decimal with a whole number; nil for anything else.
    func decimalRaised(to other: TemplateValue) throws -> TemplateValue? {
        guard isDecimal, let base = decimal, let exponent = other.integer else { return nil }
        if base.isZero, exponent < 0 { throw Failure("0 cannot be raised to a negative power") }
        var (result, square, rest) = (Decimal(1), base, exponent.magnitude)
        while rest > 0, !result.isNaN {
            if rest & 1 == 1 { result *= square }
            rest >>= 1
            if rest > 0 { square *= square }
        }
        return try .checked(exponent < 0 ? 1 / result : result)
    }

    /// `abs`, `-` and `+` of a decimal; nil for anything else.
    func decimalMapped(_ change: (Decimal) -> Decimal) throws -> TemplateValue? {
        guard isDecimal, let decimal else { return nil }
        return try .checked(change(decimal))
    }
}

extension Decimal {
    /// The number with so many digits behind the point; half goes to the even neighbour.
    func rounded(_ digits: Int, _ mode: Decimal.RoundingMode = .bankers) -> Decimal {
        var (number, result) = (self, Decimal())
        NSDecimalRound(&result, &number, digits, mode)
        return result
    }

    /// The number without what is behind the point.
    var truncated: Decimal { self < 0 ? -magnitude.rounded(0, .down) : rounded(0, .down) }

    /// Quotient and remainder as Python's decimals have them: the quotient is cut off, the remainder has the sign of the
    /// number. The divisor must not be 0; nil if the quotient has more digits than a decimal.
    func dividedTruncating(by divisor: Decimal) -> (quotient: Decimal, remainder: Decimal)? {
        var quotient = (self / divisor).truncated
        guard !quotient.isNaN,
            quotient.exponent <= 0 || quotient.magnitude < Decimal(sign: .plus, exponent: 38, significand: 1)
        else { return nil }
        var remainder = self - quotient * divisor
        // A quotient that was rounded up to a whole number is one too large.
        if remainder != 0, (remainder < 0) != (self < 0) {
            let step: Decimal = (self < 0) == (divisor < 0) ? 1 : -1
            quotient -= step
            remainder += step * divisor
        }
        return (quotient, remainder)
    }
}
