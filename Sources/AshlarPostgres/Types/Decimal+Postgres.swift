public import FoundationEssentials

extension Decimal: PostgresEncodable, PostgresDecodable {
    /// `numeric`
    public static var postgresType: PostgresType { .numeric }

    /// PostgreSQL's digits to the base 10,000.
    public func encode(into buffer: inout [UInt8]) {
        let format = isNaN ? nil : NumericFormat(plain: description)
        (format ?? NumericFormat(special: .notANumber)).encode(into: &buffer)
    }

    /// Reads `numeric` and the integers. A number of more than 38 digits or an infinity is an error: it is never rounded.
    public init(from cell: PostgresCell) throws {
        switch cell.type {
        case .int2, .int4, .int8: self.init(try Int64(from: cell))
        case .numeric:
            let number = try cell.read(Decimal.self) { bytes in
                guard let number = NumericFormat(bytes) else { throw cell.failure(Decimal.self, "it is no numeric") }
                return number
            }
            self = try number.decimal(for: cell)
        default: throw cell.mismatch(Decimal.self, readable: "numeric and integers")
        }
    }
}

extension NumericFormat {
    /// The number as a `Decimal`, if it is one exactly.
    fileprivate func decimal(for cell: PostgresCell) throws -> Decimal {
        switch sign {
        case .notANumber: return .nan
        case .positiveInfinity, .negativeInfinity:
            throw cell.failure(Decimal.self, "\(self) has no Decimal", suggestion: "Decode String instead.")
        case .positive, .negative: break
        }
        // Zeros at either end carry no precision, so what counts are the digits between them.
        let decimals = digits.map { String($0 + 10_000).dropFirst() }.joined()
        let significant = decimals.drop { $0 == "0" }
        let trailingZeros = significant.reversed().prefix { $0 == "0" }.count
        guard significant.count - trailingZeros <= 38 else {
            throw cell.failure(
                Decimal.self, "\(significant.count - trailingZeros) digits are more than the 38 of a Decimal",
                suggestion: "Decode String instead, or round in the query.")
        }
        var significand = Decimal(0)
        for digit in significant.dropLast(trailingZeros) {
            significand = significand * 10 + Decimal(digit.wholeNumberValue ?? 0)
        }
        let exponent = (weight + 1 - digits.count) * 4 + trailingZeros
        guard significand != 0 else { return 0 }
        guard (-128...127).contains(exponent) else {
            throw cell.failure(Decimal.self, "it is out of its range", suggestion: "Decode String instead.")
        }
        return Decimal(sign: sign == .negative ? .minus : .plus, exponent: exponent, significand: significand)
    }
}
