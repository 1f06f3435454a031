import Foundation

/// How a value is laid out by `%` and by `str.format`: alignment, sign, width, precision.
struct FormatSpec {
    var fill: Unicode.Scalar = " "
    var align: Unicode.Scalar?
    var sign: Unicode.Scalar?
    var isAlternate = false
    var isZeroPadded = false
    var width: Int?
    var grouping: Unicode.Scalar?
    var precision: Int?

    /// More digits than any float has make no sense, and cost.
    private static let mostDigits = 1_000

    static func pad(_ text: String, to width: Int?, align: Unicode.Scalar, fill: Unicode.Scalar) -> String {
        guard let width else { return text }
        let missing = width - text.unicodeScalars.count
        guard missing > 0 else { return text }
        let left = align == "<" ? 0 : align == "^" ? missing / 2 : missing
        let side = { (count: Int) in String(repeating: String(fill), count: count) }
        return side(left) + text + side(missing - left)
    }

    /// Centers as Python's `str.center` does: of an odd number of spaces the left side gets one more if the width is odd.
    static func center(_ text: String, to width: Int, fill: Unicode.Scalar) -> String {
        let missing = width - text.unicodeScalars.count
        guard missing > 0 else { return text }
        let left = missing / 2 + (missing & width & 1)
        let side = { (count: Int) in String(repeating: String(fill), count: count) }
        return side(left) + text + side(missing - left)
    }

    func format(integer: BigInteger, as type: Unicode.Scalar) throws -> String {
        let radix = type == "x" || type == "X" ? 16 : type == "o" ? 8 : type == "b" ? 2 : 10
        var digits = integer.digits(radix: radix)
        if type == "X" { digits = digits.uppercased() }
        if let precision, digits.count < precision {
            digits = String(repeating: "0", count: precision - digits.count) + digits
        }
        if let grouping { digits = Self.grouped(digits, by: grouping, every: radix == 10 ? 3 : 4) }
        let prefix = isAlternate && radix != 10 ? "0\(type)" : ""
        return padded(sign: signText(isNegative: integer.isNegative) + prefix, digits)
    }

    func format(double: Double, as type: Unicode.Scalar) throws -> String {
        if let precision, precision > Self.mostDigits {
            throw Failure("a precision of \(precision) digits is too large")
        }
        var digits: String
        if !double.isFinite {
            digits = double.isNaN ? "nan" : "inf"
        } else if type == "%" {
            digits = String(format: "%.\(precision ?? 6)f", abs(double) * 100) + "%"
        } else {
            digits = String(format: "%.\(precision ?? 6)\(type)", abs(double))
        }
        return format(digits: digits, isNegative: double.sign == .minus && !double.isNaN)
    }

    /// A decimal with its own digits, or so many behind the point; half goes to the even neighbour.
    func format(decimal: Decimal, isPercent: Bool = false) throws -> String {
        if let precision, precision > Self.mostDigits {
            throw Failure("a precision of \(precision) digits is too large")
        }
        var number = decimal.magnitude * (isPercent ? 100 : 1)
        if number.isNaN { throw Failure("the result is too large for a decimal") }
        if let precision { number = number.rounded(min(precision, 200)) }
        var digits = number.description
        if let precision {
            let places = digits.firstIndex(of: ".").map { digits[$0...].dropFirst().count }
            if places == nil, precision > 0 { digits += "." }
            digits += String(repeating: "0", count: max(0, precision - (places ?? 0)))
        }
        return format(digits: digits + (isPercent ? "%" : ""), isNegative: decimal < 0)
    }

    /// The digits of a number, with its sign, in groups, padded.
    func format(digits: String, isNegative: Bool) -> String {
        var digits = digits
        if let grouping {
            let whole = digits.prefix { $0.isNumber }
            digits = Self.grouped(String(whole), by: grouping, every: 3) + digits.dropFirst(whole.count)
        }
        return padded(sign: signText(isNegative: isNegative), digits)
    }

    /// A zero before the width fills where nothing else is said, whatever the alignment.
    var padding: Unicode.Scalar { isZeroPadded && fill == " " ? "0" : fill }

    private func signText(isNegative: Bool) -> String {
        isNegative ? "-" : sign.map { $0 == "-" ? "" : String($0) } ?? ""
    }

    private func padded(sign: String, _ digits: String) -> String {
        if (isZeroPadded && align == nil) || align == "=", let width {
            let missing = max(0, width - sign.count - digits.count)
            return sign + String(repeating: isZeroPadded ? "0" : String(fill), count: missing) + digits
        }
        return Self.pad(sign + digits, to: width, align: align ?? ">", fill: padding)
    }

    private static func grouped(_ digits: String, by separator: Unicode.Scalar, every size: Int) -> String {
        var result = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % size == 0 { result.unicodeScalars.append(separator) }
            result.append(digit)
        }
        return result
    }
}
