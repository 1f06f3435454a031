/// What is wrong with the fields of a form.
///
/// ```swift
/// var errors = ErrorBag()
/// errors.add("title", "The title is required.")
/// try session.flashErrors(errors)
/// ```
public struct ErrorBag: Sendable, Equatable, Codable {
    /// The messages by field.
    public private(set) var messages: [String: [String]]

    /// Makes a bag.
    public init(_ messages: [String: [String]] = [:]) {
        self.messages = messages.filter { !$0.value.isEmpty }
    }

    /// Adds a message to a field.
    public mutating func add(_ field: String, _ message: String) { messages[field, default: []].append(message) }

    /// The first message of a field; nil if it has none.
    public func first(_ field: String) -> String? { messages[field]?.first }

    /// All messages of a field.
    public func all(_ field: String) -> [String] { messages[field] ?? [] }

    /// All messages of all fields, by the fields' names.
    public var all: [String] { messages.sorted { $0.key < $1.key }.flatMap(\.value) }

    /// Whether a field has messages.
    public func has(_ field: String) -> Bool { messages[field] != nil }

    /// Whether there are no messages.
    public var isEmpty: Bool { messages.isEmpty }

    /// Reads the messages by field.
    public init(from decoder: any Decoder) throws { self.init(try [String: [String]](from: decoder)) }

    /// Writes the messages by field.
    public func encode(to encoder: any Encoder) throws { try messages.encode(to: encoder) }
}
