/// A value that can be read from a result.
public protocol PostgresDecodable: Sendable {
    /// Reads a value.
    ///
    /// - Throws: ``PostgresDecodingError`` when the value is NULL, of another type, or out of the Swift type's range.
    init(from cell: PostgresCell) throws

    /// Reads an array of such values.
    static func decodeArray(from cell: PostgresCell) throws -> [Self]
}

extension PostgresDecodable {
    /// One dimension, as `array_send` writes it.
    public static func decodeArray(from cell: PostgresCell) throws -> [Self] {
        try cell.decodeElements([Self].self) { try Self(from: $0) }
    }
}
