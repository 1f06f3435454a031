/// A whole number of more than 64 bits: sign and magnitude, the magnitude in parts of 32 bits, the lowest first.
///
/// What a template calculates has at most ``mostBits``, so that a loop of multiplications ends in an error and not in a
/// server that has no time.
struct BigInteger: Hashable, Sendable {
    let isNegative: Bool
    /// Without zeros at the end; empty for 0.
    let magnitude: [UInt32]

    static let mostBits = 4_096

    init(isNegative: Bool, magnitude: [UInt32]) {
        var magnitude = magnitude
        while magnitude.last == 0 { magnitude.removeLast() }
        self.magnitude = magnitude
        self.isNegative = isNegative && !magnitude.isEmpty
    }

    init(_ number: some BinaryInteger) {
        var rest = number.magnitude
        var parts: [UInt32] = []
        while rest != 0 {
            parts.append(UInt32(truncatingIfNeeded: rest))
            rest >>= 32
        }
        self.init(isNegative: number < 0, magnitude: parts)
    }

    /// The whole part of a float; nil for one that is not finite.
    init?(_ number: Double) {
        let whole = number.rounded(.towardZero)
        guard whole.isFinite else { return nil }
        let exponent = whole == 0 ? 0 : Int(whole.exponent)
        if exponent < 63 {
            self.init(Int(whole))
        } else {
            let significand = UInt64(whole.significandBitPattern | 1 << 52)
            self.init(
                isNegative: whole < 0,
                magnitude: BigInteger.shifted(BigInteger(significand).magnitude, by: exponent - 52))
        }
    }

    /// Reads digits, without a sign; nil for what is no number of the radix or far too long.
    init?(digits: some StringProtocol, radix: Int, isNegative: Bool = false) {
        guard !digits.isEmpty, digits.utf8.count <= Self.mostBits else { return nil }
        var parts: [UInt32] = []
        for digit in digits {
            guard let value = digit.hexDigitValue ?? Int(String(digit), radix: 36), value < radix else { return nil }
            var carry = UInt64(value)
            for index in parts.indices {
                let sum = UInt64(parts[index]) * UInt64(radix) + carry
                parts[index] = UInt32(truncatingIfNeeded: sum)
                carry = sum >> 32
            }
            if carry > 0 { parts.append(UInt32(carry)) }
        }
        self.init(isNegative: isNegative, magnitude: parts)
    }

    var bitCount: Int { magnitude.last.map { magnitude.count * 32 - $0.leadingZeroBitCount } ?? 0 }

    /// The number as an `Int`, where it is one.
    var int: Int? {
        guard magnitude.count <= 2 else { return nil }
        let value = magnitude.reversed().reduce(UInt64(0)) { $0 << 32 | UInt64($1) }
        return isNegative ? Int(exactly: -Int128(value)) : Int(exactly: value)
    }

    /// The nearest float; infinite where there is none.
    var double: Double { Double(text(radix: 10)) ?? (isNegative ? -.infinity : .infinity) }

    func text(radix: Int) -> String {
        let digits = digits(radix: radix)
        return isNegative ? "-" + digits : digits
    }

    /// The digits without a sign.
    func digits(radix: Int) -> String {
        // As many digits at once as fit into a part.
        var (unit, width) = (UInt32(radix), 1)
        while case let (next, overflow) = unit.multipliedReportingOverflow(by: UInt32(radix)), !overflow {
            (unit, width) = (next, width + 1)
        }
        var groups: [String] = []
        var rest = magnitude
        while !rest.isEmpty {
            let digits = String(Self.divide(&rest, by: unit), radix: radix)
            groups.append(rest.isEmpty ? digits : String(repeating: "0", count: width - digits.count) + digits)
        }
        return groups.isEmpty ? "0" : groups.reversed().joined()
    }

    var negated: BigInteger { BigInteger(isNegative: !isNegative, magnitude: magnitude) }
}

extension BigInteger: Comparable {
    static func < (left: BigInteger, right: BigInteger) -> Bool {
        if left.isNegative != right.isNegative { return left.isNegative }
        return compare(left.magnitude, right.magnitude) == (left.isNegative ? 1 : -1)
    }

    /// The order of two magnitudes: -1, 0 or 1.
    static func compare(_ left: [UInt32], _ right: [UInt32]) -> Int {
        if left.count != right.count { return left.count < right.count ? -1 : 1 }
        for index in left.indices.reversed() where left[index] != right[index] {
            return left[index] < right[index] ? -1 : 1
        }
        return 0
    }
}
