extension ValidationRule where Self == Rule<String> {
    /// Between so many characters: `.length(3...80)`.
    public static func length(_ range: ClosedRange<Int>) -> Self {
        .test(
            "length", "The {field} must have {min} to {max} characters.",
            ["min": String(range.lowerBound), "max": String(range.upperBound)],
            constraints: [.minLength(range.lowerBound), .maxLength(range.upperBound)]
        ) { range.contains(characters($0, upTo: range.upperBound)) }
    }

    /// At least so many characters: `.length(8...)`.
    public static func length(_ range: PartialRangeFrom<Int>) -> Self { .minLength(range.lowerBound) }

    /// At most so many characters: `.length(...80)`.
    public static func length(_ range: PartialRangeThrough<Int>) -> Self { .maxLength(range.upperBound) }

    /// Exactly so many characters.
    public static func length(_ count: Int) -> Self {
        .test(
            "length", "The {field} must have {count} characters.", ["count": String(count)],
            constraints: [.minLength(count), .maxLength(count)]
        ) { characters($0, upTo: count) == count }
    }

    /// At least so many characters.
    public static func minLength(_ count: Int) -> Self {
        .test(
            "minLength", "The {field} must have at least {min} characters.", ["min": String(count)],
            constraints: [.minLength(count)]
        ) { (TextBytes.plainCount($0) ?? $0.count) >= count }
    }

    /// At most so many characters.
    public static func maxLength(_ count: Int) -> Self {
        .test(
            "maxLength", "The {field} must have at most {max} characters.", ["max": String(count)],
            constraints: [.maxLength(count)]
        ) { characters($0, upTo: count) <= count }
    }

    /// Digits only, exactly so many.
    public static func digits(_ count: Int) -> Self {
        .test(
            "digits", "The {field} must be {count} digits.", ["count": String(count)],
            constraints: [.pattern("[0-9]{\(count)}")]
        ) { TextFormat.isDigits($0) && $0.utf8.count == count }
    }

    /// Digits only, between so many.
    public static func digits(_ range: ClosedRange<Int>) -> Self {
        .test(
            "digits", "The {field} must be {min} to {max} digits.",
            ["min": String(range.lowerBound), "max": String(range.upperBound)],
            constraints: [.pattern("[0-9]{\(range.lowerBound),\(range.upperBound)}")]
        ) { TextFormat.isDigits($0) && range.contains($0.utf8.count) }
    }

    /// Digits only, at least so many: `.digits(4...)`.
    public static func digits(_ range: PartialRangeFrom<Int>) -> Self {
        .test(
            "minDigits", "The {field} must be at least {min} digits.", ["min": String(range.lowerBound)],
            constraints: [.pattern("[0-9]{\(range.lowerBound),}")]
        ) { TextFormat.isDigits($0) && range.contains($0.utf8.count) }
    }

    /// Digits only, at most so many: `.digits(...6)`.
    public static func digits(_ range: PartialRangeThrough<Int>) -> Self {
        .test(
            "maxDigits", "The {field} must be at most {max} digits.", ["max": String(range.upperBound)],
            constraints: [.pattern("[0-9]{1,\(range.upperBound)}")]
        ) { TextFormat.isDigits($0) && range.contains($0.utf8.count) }
    }

    /// Counts no further than has to be known: a text has at least as many bytes as characters.
    private static func characters(_ text: String, upTo limit: Int) -> Int {
        if let count = TextBytes.plainCount(text) { return count }
        let bytes = text.utf8.count
        return bytes <= limit ? text.count : text.prefix(limit + 1).count
    }
}
