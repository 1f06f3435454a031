public import AshlarHTTP
import AshlarSupport

/// Reading an input field by field, so that all that is wrong with it is told at once.
///
/// ```swift
/// var errors = ErrorBag()
/// let title = errors.required("title", in: input) { $0 }
/// let pages = errors.optional("pages", in: input) { Int($0) }
/// guard errors.isEmpty, let title else { return .back(fallback: "/books").withInput().withErrors(errors) }
/// ```
extension ErrorBag {
    /// The value of a field that has to be there.
    ///
    /// - Parameters:
    ///   - field: its name.
    ///   - input: what was sent.
    ///   - parse: makes the value of its text, which has no white space around it; nil if it is none.
    /// - Returns: the value, or nil with a message about the field.
    public mutating func required<Value>(_ field: String, in input: Input, _ parse: (String) -> Value?) -> Value? {
        guard let text = Self.text(of: input[field]) else {
            add(field, "The \(Self.label(field)) field is required.")
            return nil
        }
        return parsed(field, text, parse)
    }

    /// The value of a field that may be missing or blank.
    ///
    /// - Returns: the value; nil if there is none, or with a message about the field if it is none of its type.
    public mutating func optional<Value>(_ field: String, in input: Input, _ parse: (String) -> Value?) -> Value? {
        Self.text(of: input[field]).flatMap { parsed(field, $0, parse) }
    }

    /// The values of a list: `tags[]=a&tags[]=b`, a list of JSON, or one text with commas between them. Nothing is an empty one.
    ///
    /// - Returns: the values, or nil with a message about the field.
    public mutating func list<Value>(_ field: String, in input: Input, _ parse: (String) -> Value?) -> [Value]? {
        let texts = input.array(field).flatMap { value in
            value.string?.split(separator: ",").map { Self.trimmed($0) } ?? []
        }
        var values: [Value] = []
        for text in texts where !text.isEmpty {
            guard let value = parsed(field, text, parse) else { return nil }
            values.append(value)
        }
        return values
    }

    /// The values of a list that may be missing: nil if it is not there or empty.
    public mutating func optionalList<Value>(
        _ field: String, in input: Input, _ parse: (String) -> Value?
    ) -> [Value]? {
        list(field, in: input, parse).flatMap { $0.isEmpty ? nil : $0 }
    }

    private mutating func parsed<Value>(_ field: String, _ text: String, _ parse: (String) -> Value?) -> Value? {
        if let value = parse(text) { return value }
        add(field, "The \(Self.label(field)) field is not valid.")
        return nil
    }

    private static func text(of value: InputValue?) -> String? {
        let text = trimmed((value?.string ?? "")[...])
        return text.isEmpty ? nil : text
    }

    private static func trimmed(_ text: Substring) -> String {
        let start = text.drop(while: \.isWhitespace)
        return String(start[..<(start.lastIndex { !$0.isWhitespace }.map(start.index(after:)) ?? start.startIndex)])
    }

    private static func label(_ field: String) -> String { CaseConversion.words(field).joined(separator: " ") }
}
