extension ValidationRule where Self == Rule<String> {
    /// Letters of any script.
    public static var alpha: Self {
        .test("alpha", "The {field} may only have letters.") { !$0.isEmpty && $0.allSatisfy(\.isLetter) }
    }

    /// Letters and digits of any script.
    public static var alphaNumeric: Self {
        .test("alphaNumeric", "The {field} may only have letters and digits.") {
            !$0.isEmpty && $0.allSatisfy { $0.isLetter || $0.isNumber }
        }
    }

    /// Letters, digits, `-` and `_`.
    public static var alphaDash: Self {
        .test("alphaDash", "The {field} may only have letters, digits, dashes and underscores.") {
            !$0.isEmpty && $0.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
        }
    }

    /// Characters of ASCII.
    public static var ascii: Self {
        .test("ascii", "The {field} may only have characters of ASCII.") { $0.utf8.allSatisfy { $0 < 0x80 } }
    }

    /// No capitals.
    public static var lowercase: Self {
        .test("lowercase", "The {field} must be in lower case.") { $0 == $0.lowercased() }
    }

    /// Capitals.
    public static var uppercase: Self {
        .test("uppercase", "The {field} must be in upper case.") { $0 == $0.uppercased() }
    }

    /// A number, as text.
    public static var numeric: Self {
        .test("numeric", "The {field} must be a number.") { NumberText.isNumber($0) }
    }

    /// A number with so many digits after the point.
    public static func decimal(_ places: ClosedRange<Int>) -> Self {
        .test(
            "decimal", "The {field} must have {min} to {max} decimal places.",
            ["min": String(places.lowerBound), "max": String(places.upperBound)]
        ) { text in
            guard NumberText.isNumber(text), !text.lowercased().contains("e") else { return false }
            return places.contains(text.split(separator: ".").dropFirst().first?.count ?? 0)
        }
    }

    /// Has a text somewhere inside.
    public static func contains(_ text: String) -> Self {
        .test("contains", "The {field} must contain \"{text}\".", ["text": text]) { $0.contains(text) }
    }

    /// Has a text nowhere inside.
    public static func doesntContain(_ text: String) -> Self {
        .test("doesntContain", "The {field} must not contain \"{text}\".", ["text": text]) { !$0.contains(text) }
    }

    /// Begins with one of these.
    public static func startsWith(_ texts: String...) -> Self {
        .test("startsWith", "The {field} must begin with: {texts}.", ["texts": texts.joined(separator: ", ")]) {
            value in
            texts.contains { value.hasPrefix($0) }
        }
    }

    /// Ends with one of these.
    public static func endsWith(_ texts: String...) -> Self {
        .test("endsWith", "The {field} must end with: {texts}.", ["texts": texts.joined(separator: ", ")]) { value in
            texts.contains { value.hasSuffix($0) }
        }
    }

    /// Begins with none of these.
    public static func doesntStartWith(_ texts: String...) -> Self {
        .test(
            "doesntStartWith", "The {field} must not begin with: {texts}.", ["texts": texts.joined(separator: ", ")]
        ) { value in !texts.contains { value.hasPrefix($0) } }
    }

    /// Ends with none of these.
    public static func doesntEndWith(_ texts: String...) -> Self {
        .test("doesntEndWith", "The {field} must not end with: {texts}.", ["texts": texts.joined(separator: ", ")]) {
            value in !texts.contains { value.hasSuffix($0) }
        }
    }

    /// A regular expression, checked by the compiler, that matches the whole text: `.matches(/[A-Z]{2}[0-9]+/)`. Bound the
    /// length before it: what a pattern costs grows with the text.
    public static func matches<Output>(_ pattern: Regex<Output>) -> Self {
        let pattern = SharedPattern(pattern)
        return .test("matches", "The {field} does not have the right form.") { pattern.matches($0) }
    }

    /// A regular expression that browsers are told too: `.pattern("[A-Z]{2}[0-9]+")` matches the whole text. One that is
    /// none never matches.
    public static func pattern(_ text: String) -> Self {
        let pattern = (try? Regex(text)).map(SharedPattern.init)
        return .test("pattern", "The {field} does not have the right form.", constraints: [.pattern(text)]) {
            pattern?.matches($0) ?? false
        }
    }

    /// A regular expression that does not match the whole text.
    public static func doesntMatch<Output>(_ pattern: Regex<Output>) -> Self {
        let pattern = SharedPattern(pattern)
        return .test("doesntMatch", "The {field} has a form that is not allowed.") { !pattern.matches($0) }
    }

    /// Text that reads as true: `1`, `true`, `on`, `yes`.
    public static var truthy: Self {
        .test("truthy", "The {field} must be true.") { ["1", "true", "on", "yes"].contains($0.lowercased()) }
    }

    /// Text that reads as a truth value.
    public static var boolean: Self {
        .test("boolean", "The {field} must be true or false.") {
            ["1", "true", "on", "yes", "0", "false", "off", "no"].contains($0.lowercased())
        }
    }

    /// A password that is hard to guess: its length, and of which characters there have to be how many.
    public static func strong(
        length: Int = 8, uppercase: Int = 1, numbers: Int = 1, special: Int = 1, lowercase: Int = 0
    ) -> Self {
        .test(
            "strong",
            "The {field} must have at least {length} characters, {uppercase} capitals, \(lowercase > 0 ? "{lowercase} small letters, " : ""){numbers} digits and {special} special characters.",
            [
                "length": String(length), "uppercase": String(uppercase), "lowercase": String(lowercase),
                "numbers": String(numbers), "special": String(special),
            ], constraints: [.minLength(length)]
        ) { text in
            text.count >= length && text.count(where: \.isUppercase) >= uppercase
                && text.count(where: \.isLowercase) >= lowercase
                && text.count(where: \.isNumber) >= numbers
                && text.count { !$0.isLetter && !$0.isNumber && !$0.isWhitespace } >= special
        }
    }
}

/// A regular expression that many requests use.
///
/// `@unchecked Sendable`: it is never changed, and matching keeps its state in itself; what the library works out at first
/// use it stores atomically.
private struct SharedPattern: @unchecked Sendable {
    private let test: (String) -> Bool

    init<Output>(_ pattern: Regex<Output>) {
        test = { $0.wholeMatch(of: pattern) != nil }
    }

    func matches(_ text: String) -> Bool { test(text) }
}
