/// All that is wrong with what was sent, in the order in which it was found.
///
/// ```swift
/// do {
///     let post = try await PostInput.validated(json: bytes)
/// } catch let errors as InputErrors {
///     errors.first("title")       // "The title is required."
/// }
/// ```
public struct InputErrors: Error, Sendable, Equatable, CustomStringConvertible {
    /// All of them.
    public private(set) var all: [FieldError]

    /// Makes a bag.
    public init(_ errors: [FieldError] = []) { all = errors }

    /// Whether nothing is wrong.
    public var isEmpty: Bool { all.isEmpty }
    /// Whether anything is wrong.
    public var any: Bool { !all.isEmpty }
    /// How many errors there are.
    public var count: Int { all.count }

    /// Adds an error.
    public mutating func add(_ error: FieldError) { all.append(error) }

    /// Adds an error of your own to a field.
    ///
    /// - Parameters:
    ///   - field: its path: `lines.0.price`; empty for the whole.
    ///   - message: a sentence.
    ///   - rule: what programs know it by.
    public mutating func add(_ field: String, _ message: String, rule: String = "custom") {
        let path = field.split(separator: ".").map { Int($0).map(InputKey.index) ?? .name(String($0)) }
        all.append(FieldError(path: path, rule: rule, message: message))
    }

    /// Adds the errors of another bag.
    public mutating func merge(_ other: InputErrors) { all += other.all }

    /// Takes the errors of a field out.
    public mutating func reset(_ field: String) { all.removeAll { $0.field == field } }

    /// Whether a field has errors.
    public func has(_ field: String) -> Bool { all.contains { $0.field == field } }

    /// The errors of a field.
    public func errors(_ field: String) -> [FieldError] { all.filter { $0.field == field } }

    /// The messages of a field.
    public func get(_ field: String) -> [String] { errors(field).map(\.message) }

    /// The first message of a field; nil if it has none.
    public func first(_ field: String) -> String? { all.first { $0.field == field }?.message }

    /// The first message of all.
    public var first: String? { all.first?.message }

    /// The messages by field.
    public var messages: [String: [String]] { Dictionary(grouping: all, by: \.field).mapValues { $0.map(\.message) } }

    /// One error a line.
    public var description: String { all.map(\.description).joined(separator: "\n") }
}
