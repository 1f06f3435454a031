/// Floating-point numbers as Jinja prints them: the shortest digits that read back the same, at least one after the point.
enum NumberText {
    static func text(of number: Double) -> String {
        if number.isNaN { return "nan" }
        if number.isInfinite { return number < 0 ? "-inf" : "inf" }
        let magnitude = number.magnitude
        // Swift writes whole numbers out up to 2^54, Python up to 10^16.
        let text = number.description
        if magnitude >= 1e16, magnitude < 18_014_398_509_481_984, !text.contains("e") { return scientific(text) }
        return text
    }

    /// `12345678901234568.0` as `1.2345678901234568e+16`.
    private static func scientific(_ plain: String) -> String {
        let sign = plain.hasPrefix("-") ? "-" : ""
        var digits = String(plain.drop { $0 == "-" }.prefix { $0 != "." })
        let exponent = digits.count - 1
        while digits.count > 1, digits.last == "0" { digits.removeLast() }
        let rest = digits.dropFirst()
        return sign + digits.prefix(1) + (rest.isEmpty ? "" : "." + rest) + "e+\(exponent)"
    }
}
