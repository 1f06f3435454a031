extension ValidationRule where Self == Rule<String> {
    /// Takes white space off both ends.
    public static var trim: Self { .sanitise("trim", NumberText.trimmed) }

    /// Makes one space of each run of white space, and takes it off both ends.
    public static var squish: Self {
        .sanitise("squish") { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
    }

    /// In lower case.
    public static var lowercased: Self { .sanitise("lowercased") { $0.lowercased() } }

    /// In upper case.
    public static var uppercased: Self { .sanitise("uppercased") { $0.uppercased() } }

    /// Without anything but digits: `+49 (30) 12` is `493012`.
    public static var digitsOnly: Self {
        .sanitise("digitsOnly") { text in String(text.filter { $0.isASCII && $0.isNumber }) }
    }

    /// Line ends as `\n`, as browsers send them as `\r\n`.
    public static var newlines: Self {
        .sanitise("newlines") { text in
            text.split(separator: "\r\n", omittingEmptySubsequences: false).joined(separator: "\n")
        }
    }
}

extension ValidationRule {
    /// Changes the value before the rules after it: `.transform { $0.rounded() }`.
    public static func transform<Value: Sendable>(_ change: @escaping @Sendable (Value) -> Value) -> Self
    where Self == Rule<Value> {
        .sanitise("transform", change)
    }

    /// Not less and not more than the ends of a range: what is outside becomes the end.
    public static func clamp<Value: Comparable & Sendable>(_ range: ClosedRange<Value>) -> Self
    where Self == Rule<Value> {
        .sanitise("clamp") { Swift.min(Swift.max($0, range.lowerBound), range.upperBound) }
    }
}
