extension BigInteger {
    static func + (left: BigInteger, right: BigInteger) -> BigInteger {
        if left.isNegative == right.isNegative {
            return BigInteger(isNegative: left.isNegative, magnitude: sum(left.magnitude, right.magnitude))
        }
        return compare(left.magnitude, right.magnitude) >= 0
            ? BigInteger(isNegative: left.isNegative, magnitude: difference(left.magnitude, right.magnitude))
            : BigInteger(isNegative: right.isNegative, magnitude: difference(right.magnitude, left.magnitude))
    }

    static func - (left: BigInteger, right: BigInteger) -> BigInteger { left + right.negated }

    static func * (left: BigInteger, right: BigInteger) -> BigInteger {
        var product = [UInt32](repeating: 0, count: left.magnitude.count + right.magnitude.count)
        for (index, first) in left.magnitude.enumerated() {
            var carry: UInt64 = 0
            for (offset, second) in right.magnitude.enumerated() {
                let sum = UInt64(first) * UInt64(second) + UInt64(product[index + offset]) + carry
                product[index + offset] = UInt32(truncatingIfNeeded: sum)
                carry = sum >> 32
            }
            product[index + right.magnitude.count] = UInt32(carry)
        }
        return BigInteger(isNegative: left.isNegative != right.isNegative, magnitude: product)
    }

    /// Quotient and remainder, rounded down: the remainder has the sign of the divisor, which must not be 0.
    func dividedFloor(by divisor: BigInteger) -> (quotient: BigInteger, remainder: BigInteger) {
        let (whole, rest) = Self.divided(magnitude, by: divisor.magnitude)
        let quotient = BigInteger(isNegative: isNegative != divisor.isNegative, magnitude: whole)
        let remainder = BigInteger(isNegative: isNegative, magnitude: rest)
        if remainder.magnitude.isEmpty || isNegative == divisor.isNegative { return (quotient, remainder) }
        return (quotient - BigInteger(1), remainder + divisor)
    }

    // MARK: Magnitudes

    private static func sum(_ left: [UInt32], _ right: [UInt32]) -> [UInt32] {
        var result: [UInt32] = []
        var carry: UInt64 = 0
        for index in 0..<max(left.count, right.count) {
            carry += UInt64(index < left.count ? left[index] : 0) + UInt64(index < right.count ? right[index] : 0)
            result.append(UInt32(truncatingIfNeeded: carry))
            carry >>= 32
        }
        return carry > 0 ? result + [UInt32(carry)] : result
    }

    /// The larger magnitude less the smaller.
    private static func difference(_ large: [UInt32], _ small: [UInt32]) -> [UInt32] {
        var result = large
        var borrow: Int64 = 0
        for index in large.indices {
            let value = Int64(large[index]) - (index < small.count ? Int64(small[index]) : 0) - borrow
            result[index] = UInt32(truncatingIfNeeded: value)
            borrow = value < 0 ? 1 : 0
        }
        return result
    }

    static func shifted(_ magnitude: [UInt32], by bits: Int) -> [UInt32] {
        let places = bits % 32
        var result = [UInt32](repeating: 0, count: bits / 32)
        var carry: UInt64 = 0
        for part in magnitude {
            carry |= UInt64(part) << UInt64(places)
            result.append(UInt32(truncatingIfNeeded: carry))
            carry >>= 32
        }
        return carry > 0 ? result + [UInt32(carry)] : result
    }

    /// Divides in place by one part, and answers the remainder.
    static func divide(_ magnitude: inout [UInt32], by divisor: UInt32) -> UInt32 {
        var rest: UInt64 = 0
        for index in magnitude.indices.reversed() {
            rest = rest << 32 | UInt64(magnitude[index])
            magnitude[index] = UInt32(rest / UInt64(divisor))
            rest %= UInt64(divisor)
        }
        while magnitude.last == 0 { magnitude.removeLast() }
        return UInt32(rest)
    }

    /// Division bit by bit, as on paper: at most ``mostBits`` steps.
    private static func divided(_ magnitude: [UInt32], by divisor: [UInt32]) -> (quotient: [UInt32], rest: [UInt32]) {
        if divisor.count == 1, let part = divisor.first {
            var quotient = magnitude
            let rest = divide(&quotient, by: part)
            return (quotient, [rest])
        }
        var quotient = [UInt32](repeating: 0, count: magnitude.count)
        var rest: [UInt32] = []
        for index in magnitude.indices.reversed() {
            for bit in (0..<32).reversed() {
                rest = shifted(rest, by: 1)
                if magnitude[index] >> UInt32(bit) & 1 == 1 {
                    if rest.isEmpty { rest = [1] } else { rest[0] |= 1 }
                }
                while rest.last == 0 { rest.removeLast() }
                if compare(rest, divisor) >= 0 {
                    rest = difference(rest, divisor)
                    while rest.last == 0 { rest.removeLast() }
                    quotient[index] |= 1 << UInt32(bit)
                }
            }
        }
        return (quotient, rest)
    }
}
