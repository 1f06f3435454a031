/// A value that a client sent, in a query, a form or JSON: text in the first two, any kind in JSON.
public enum InputValue: Sendable {
    /// JSON's null.
    case null
    /// JSON's true or false.
    case bool(Bool)
    /// A JSON number without a fraction that fits.
    case integer(Int)
    /// Any other JSON number.
    case double(Double)
    /// Text.
    case string(String)
    /// A list: `tags[]=a&tags[]=b`.
    case array([InputValue])
    /// Values by name: `user[name]=Ada`.
    case object([String: InputValue])
    /// An uploaded file.
    case file(UploadedFile)

    /// Text, or what a number or truth value is written as; nil for a list, an object, a file and null.
    public var string: String? {
        switch self {
        case .string(let text): text
        case .integer(let number): String(number)
        case .double(let number): String(number)
        case .bool(let value): value ? "true" : "false"
        case .null, .array, .object, .file: nil
        }
    }

    /// Whether there is anything: not null, no blank text, no empty list or object.
    public var isFilled: Bool {
        switch self {
        case .null: false
        case .string(let text): text.contains { !$0.isWhitespace }
        case .array(let values): !values.isEmpty
        case .object(let values): !values.isEmpty
        case .bool, .integer, .double, .file: true
        }
    }

    /// A member of an object, or an element of a list by its number.
    public subscript(_ key: some StringProtocol) -> InputValue? {
        switch self {
        case .object(let values): return values[String(key)]
        case .array(let values):
            guard let index = Int(key), values.indices.contains(index) else { return nil }
            return values[index]
        default: return nil
        }
    }
}

extension InputValue: Equatable {
    /// Whether both are the same; files are when they are the same upload.
    public static func == (left: InputValue, right: InputValue) -> Bool {
        switch (left, right) {
        case (.null, .null): true
        case (.bool(let left), .bool(let right)): left == right
        case (.integer(let left), .integer(let right)): left == right
        case (.double(let left), .double(let right)): left == right
        case (.string(let left), .string(let right)): left == right
        case (.array(let left), .array(let right)): left == right
        case (.object(let left), .object(let right)): left == right
        case (.file(let left), .file(let right)): left.id == right.id
        default: false
        }
    }
}
