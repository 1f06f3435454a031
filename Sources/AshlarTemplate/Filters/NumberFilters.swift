import Foundation

/// Filters that make or change numbers.
enum NumberFilters {
    static let all: [String: TemplateFilter] = [
        "abs": TemplateFilter { value, arguments in
            try arguments.accept()
            guard let number = value.arithmeticNumber else { throw Failure("it needs a number, not \(value.typeName)") }
            if case .double = value { return .double(number.magnitude) }
            if let decimal = try value.decimalMapped({ $0.magnitude }) { return decimal }
            return number < 0 ? try value.negated() : try value.affirmed()
        },
        "int": TemplateFilter { value, arguments in
            try arguments.accept("default", "base")
            let base = try arguments.integer(1, "base") ?? 10
            guard base == 0 || (2...36).contains(base) else { throw Failure("the base must be 0 or from 2 to 36") }
            if case .undefined(let undefined) = value { throw undefined.failure }
            return try int(value, base: base) ?? arguments.value(0, "default") ?? 0
        },
        "float": TemplateFilter { value, arguments in
            try arguments.accept("default")
            if case .undefined(let undefined) = value { throw undefined.failure }
            return float(value).map { .double($0) } ?? arguments.value(0, "default") ?? 0.0
        },
        "round": TemplateFilter(round),
        "filesizeformat": TemplateFilter { value, arguments in
            try arguments.accept("binary")
            guard let size = float(value) else { throw Failure("it needs a number, not \(value.typeName)") }
            return .string(fileSize(size, isBinary: try arguments.flag(0, "binary")))
        },
    ]

    private static func int(_ value: TemplateValue, base: Int) throws -> TemplateValue? {
        if let number = value.integer { return .int(number) }
        if let number = value.bigInteger { return try .integer(number) }
        if let decimal = value.decimal {
            let digits = decimal.truncated.magnitude.description
            return try BigInteger(digits: digits, radix: 10, isNegative: decimal < 0).map { try .integer($0) }
        }
        if let text = value.plainText, let number = try int(text, base: base) { return number }
        guard let number = float(value) else { return nil }
        return try Int(exactly: number.rounded(.towardZero)).map { .int($0) }
            ?? BigInteger(number).map { try .integer($0) }
    }

    /// Reads a number as Python does: with sign, underscores, and the prefix of its base.
    private static func int(_ text: String, base: Int) throws -> TemplateValue? {
        var digits = TextFilters.trim(text, nil).lowercased()
        let isNegative = digits.hasPrefix("-")
        if isNegative || digits.hasPrefix("+") { digits.removeFirst() }
        let prefixes = [16: "0x", 8: "0o", 2: "0b"]
        var base = base
        if let (found, prefix) = prefixes.first(where: { ($0.key == base || base == 0) && digits.hasPrefix($0.value) })
        {
            base = found
            digits.removeFirst(prefix.count)
        }
        if base == 0 { base = 10 }
        let parts = digits.split(separator: "_", omittingEmptySubsequences: false)
        guard !parts.contains(""), let first = digits.first, first != "-", first != "+" else { return nil }
        let joined = parts.joined()
        if let number = Int((isNegative ? "-" : "") + joined, radix: base) { return .int(number) }
        return try BigInteger(digits: joined, radix: base, isNegative: isNegative).map { try .integer($0) }
    }

    static func float(_ value: TemplateValue) -> Double? {
        if let number = value.arithmeticNumber { return number }
        guard let text = value.plainText else { return nil }
        let digits = TextFilters.trim(text, nil).lowercased()
        // Swift reads hexadecimal floats too, Python does not.
        guard !digits.contains("x"), !digits.contains("p") else { return nil }
        let parts = digits.split(separator: "_", omittingEmptySubsequences: false)
        return parts.contains("") ? nil : Double(parts.joined())
    }

    @Sendable private static func round(_ value: TemplateValue, _ arguments: TemplateArguments) throws -> TemplateValue
    {
        try arguments.accept("precision", "method")
        guard let number = value.arithmeticNumber else { throw Failure("it needs a number, not \(value.typeName)") }
        let precision = try arguments.integer(0, "precision") ?? 0
        guard (-300...300).contains(precision) else { throw Failure("the precision must be from -300 to 300") }
        let method = try arguments.value(1, "method")?.text() ?? "common"
        if case .object(let object) = value, let decimal = object as? DecimalObject {
            return .object(DecimalObject(try rounded(decimal.value, precision, method)))
        }
        switch method {
        case "common":
            if let whole = value.integer { return .int(rounded(whole, precision)) }
            if let whole = value.bigInteger, precision >= 0 { return try .integer(whole) }
            if !number.isFinite { return .double(number) }
            if precision < 0 {
                let unit = pow(10, Double(-precision))
                return .double((number / unit).rounded(.toNearestOrEven) * unit)
            }
            // By its digits: printf rounds the exact value, which a multiplication would not keep.
            return .double(Double(String(format: "%.\(precision)f", number)) ?? number)
        case "ceil", "floor":
            let unit = pow(10, Double(precision))
            let scaled = (number * unit).rounded(method == "ceil" ? .up : .down)
            return .double(scaled / unit)
        default: throw Failure("the method must be \"common\", \"ceil\" or \"floor\"")
        }
    }

    /// A decimal by its own digits; half goes to the even neighbour.
    private static func rounded(_ number: Decimal, _ precision: Int, _ method: String) throws -> Decimal {
        // Beyond the digits of a decimal nothing changes, and nothing is left.
        let precision = min(max(precision, -200), 200)
        switch method {
        case "common": return number.rounded(precision)
        case "ceil", "floor":
            let away = (method == "ceil") == (number >= 0)
            let size = number.magnitude.rounded(precision, away ? .up : .down)
            return number < 0 ? -size : size
        default: throw Failure("the method must be \"common\", \"ceil\" or \"floor\"")
        }
    }

    /// A whole number to tens, hundreds and so on; half goes to the even neighbour.
    private static func rounded(_ number: Int, _ precision: Int) -> Int {
        guard precision < 0 else { return number }
        guard precision > -18 else { return 0 }
        var unit = 1
        for _ in 0..<(-precision) { unit *= 10 }
        let rest = ((number % unit) + unit) % unit
        let (down, underflow) = number.subtractingReportingOverflow(rest)
        if underflow { return number }
        let isUp = rest * 2 > unit || rest * 2 == unit && (down / unit) % 2 != 0
        let (up, overflow) = down.addingReportingOverflow(unit)
        return isUp && !overflow ? up : down
    }

    private static func fileSize(_ bytes: Double, isBinary: Bool) -> String {
        let base: Double = isBinary ? 1024 : 1000
        if bytes == 1 { return "1 Byte" }
        guard bytes >= base, bytes.isFinite else {
            return bytes.isFinite
                ? "\(Int(exactly: bytes.rounded(.towardZero)) ?? 0) Bytes" : "\(NumberText.text(of: bytes)) Bytes"
        }
        let letters = ["k", "M", "G", "T", "P", "E", "Z", "Y"]
        var unit = base
        for (index, letter) in letters.enumerated() {
            if bytes < unit * base || index == letters.count - 1 {
                let prefix = isBinary ? letter.uppercased() + "iB" : letter + "B"
                return String(format: "%.1f", bytes / unit) + " " + prefix
            }
            unit *= base
        }
        return "\(bytes)"
    }
}
