public import AshlarSupport

/// A value that is sent as one text, number or truth value. Conform types of your own to it:
///
/// ```swift
/// struct Email: InputScalar {
///     let text: String
///
///     static let inputShape = InputShape.text
///
///     static func read(_ value: SentValue, _ reader: inout InputReader) -> Email? {
///         guard let text = String.read(value, &reader) else { return nil }
///         guard text.contains("@") else {
///             reader.fail("email", "The {field} is not an email address.")
///             return nil
///         }
///         return Email(text: text)
///     }
/// }
/// ```
public protocol InputScalar: Sendable {
    /// What kind of value it is.
    static var inputShape: InputShape { get }

    /// What its type says of it in a way that browsers and documents understand, before any rule; nothing unless it has a say.
    static var inputConstraints: [FieldConstraint] { get }

    /// Reads it.
    ///
    /// - Parameters:
    ///   - value: what was sent; never null, and in a form never blank unless the type is `String`.
    ///   - reader: hears what is wrong.
    /// - Returns: nil if something is.
    static func read(_ value: SentValue, _ reader: inout InputReader) -> Self?
}

extension InputScalar {
    /// Nothing more than its shape.
    public static var inputConstraints: [FieldConstraint] { [] }

    /// The text that a scalar is read from: of JSON one that is text, of a form any.
    static func text(_ value: SentValue) -> String? { if case .text(let text) = value { text } else { nil } }
}

extension String: InputScalar {
    /// Text.
    public static var inputShape: InputShape { .text }

    /// Text without a NUL, which no database takes.
    public static func read(_ value: SentValue, _ reader: inout InputReader) -> String? {
        guard let text = text(value) else {
            reader.fail("type", "The {field} must be text.", ["type": "text"])
            return nil
        }
        guard !TextBytes.hasNUL(text) else {
            reader.fail("text", "The {field} has a character that cannot be stored (NUL).")
            return nil
        }
        return text
    }
}

extension Bool: InputScalar {
    /// Yes or no.
    public static var inputShape: InputShape { .boolean }

    /// `true` and `false`; of a form also `1`, `on`, `yes` and their opposites.
    public static func read(_ value: SentValue, _ reader: inout InputReader) -> Bool? {
        switch value {
        case .bool(let value): return value
        case .text(let text) where reader.format == .form:
            switch text.lowercased() {
            case "true", "1", "on", "yes": return true
            case "false", "0", "off", "no", "": return false
            default: break
            }
        default: break
        }
        reader.fail("type", "The {field} must be true or false.", ["type": "boolean"])
        return nil
    }
}

extension InputScalar where Self: FixedWidthInteger {
    /// A whole number.
    public static var inputShape: InputShape { .integer }

    /// What fits into it, where that is not 64 bits with a sign, as every whole number is unless it says otherwise.
    public static var inputConstraints: [FieldConstraint] {
        if isSigned, bitWidth == 64 { return [] }
        let format = bitWidth < 32 || isSigned && bitWidth == 32 ? "int32" : bitWidth < 64 ? "int64" : "uint64"
        return [.format(format), .minimum("\(Self.min)"), .maximum("\(Self.max)")]
    }

    /// A whole number that fits.
    public static func read(_ value: SentValue, _ reader: inout InputReader) -> Self? {
        guard let text = NumberText.of(value, reader.format) else {
            reader.fail("type", "The {field} must be a whole number.", ["type": "integer"])
            return nil
        }
        if let number = Self(text) { return number }
        // JSON has one kind of number: 2.0 and 2e3 are whole.
        if text.utf8.count <= 40, let number = Double(text), number.isFinite, number.rounded() == number {
            if let whole = Self(exactly: number), abs(number) < 0x1p53 { return whole }
            reader.fail(
                "range", "The {field} must be between {min} and {max}.",
                ["min": String(Self.min), "max": String(Self.max)])
            return nil
        }
        let isDigits = !text.isEmpty && text.utf8.allSatisfy { $0 == UInt8(ascii: "-") || (0x30...0x39).contains($0) }
        if isDigits {
            reader.fail(
                "range", "The {field} must be between {min} and {max}.",
                ["min": String(Self.min), "max": String(Self.max)])
        } else {
            reader.fail("type", "The {field} must be a whole number.", ["type": "integer"])
        }
        return nil
    }
}

extension Int: InputScalar {}
extension Int8: InputScalar {}
extension Int16: InputScalar {}
extension Int32: InputScalar {}
extension Int64: InputScalar {}
extension UInt: InputScalar {}
extension UInt8: InputScalar {}
extension UInt16: InputScalar {}
extension UInt32: InputScalar {}
extension UInt64: InputScalar {}

extension InputScalar where Self: BinaryFloatingPoint & LosslessStringConvertible {
    /// A number.
    public static var inputShape: InputShape { .number }

    /// A finite number.
    public static func read(_ value: SentValue, _ reader: inout InputReader) -> Self? {
        guard let text = NumberText.of(value, reader.format), NumberText.isNumber(text), let number = Self(text) else {
            reader.fail("type", "The {field} must be a number.", ["type": "number"])
            return nil
        }
        guard number.isFinite else {
            reader.fail("range", "The {field} is too large a number.")
            return nil
        }
        return number
    }
}

extension Double: InputScalar {}
extension Float: InputScalar {}

/// Numbers as they are sent.
enum NumberText {
    /// The text of a number: of JSON only of a number, of a form of any text, without white space around it.
    static func of(_ value: SentValue, _ format: InputFormat) -> String? {
        switch value {
        case .number(let text): text
        case .text(let text) where format == .form: trimmed(text)
        default: nil
        }
    }

    static func trimmed(_ text: String) -> String {
        guard !TextBytes.hasBareEnds(text), text.first?.isWhitespace == true || text.last?.isWhitespace == true else {
            return text
        }
        let start = text.firstIndex { !$0.isWhitespace } ?? text.endIndex
        let end = text.lastIndex { !$0.isWhitespace }.map(text.index(after:)) ?? start
        return String(text[start..<end])
    }

    /// Digits with a sign, a fraction and an exponent: no `nan`, no `0x10`.
    static func isNumber(_ text: String) -> Bool {
        var bytes = text.utf8.makeIterator()
        var byte = bytes.next()
        func digits() -> Bool {
            guard let first = byte, (0x30...0x39).contains(first) else { return false }
            while let next = byte, (0x30...0x39).contains(next) { byte = bytes.next() }
            return true
        }
        func sign() { if byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+") { byte = bytes.next() } }
        sign()
        guard digits() else { return false }
        if byte == UInt8(ascii: ".") {
            byte = bytes.next()
            guard digits() else { return false }
        }
        if byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E") {
            byte = bytes.next()
            sign()
            guard digits() else { return false }
        }
        return byte == nil
    }
}
