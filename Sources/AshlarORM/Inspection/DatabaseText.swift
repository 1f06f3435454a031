public import AshlarPostgres

/// A value of some type as PostgreSQL writes and reads it, such as JSON whose form the app does not know.
public struct DatabaseText: PostgresCodable, Codable, Hashable, ExpressibleByStringLiteral, CustomStringConvertible {
    /// The text.
    public var text: String

    /// A value by its text.
    public init(_ text: String) { self.text = text }

    /// A value by its text.
    public init(stringLiteral value: String) { text = value }

    /// The text.
    public var description: String { text }

    /// PostgreSQL finds the type by the column.
    public static var postgresType: PostgresType { .inferred }

    /// UTF-8.
    public func encode(into buffer: inout [UInt8]) { text.encode(into: &buffer) }

    /// Reads JSON, enums and the types of extensions that are sent as text.
    public init(from cell: PostgresCell) throws { text = try String(from: cell) }

    /// Reads a text.
    public init(from decoder: any Decoder) throws { text = try String(from: decoder) }

    /// Writes a text.
    public func encode(to encoder: any Encoder) throws { try text.encode(to: encoder) }
}
