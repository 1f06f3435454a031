/// An array of one dimension; elements that may be NULL are Optional. `[UInt8]` is a `bytea`.
extension Array: PostgresEncodable where Element: PostgresEncodable {
    /// The array type of the elements' type.
    public static var postgresType: PostgresType { Element.postgresArrayType }

    /// PostgreSQL has no arrays of arrays as a type of their own.
    public static var postgresArrayType: PostgresType { .inferred }

    /// The format of `array_recv`.
    public func encode(into buffer: inout [UInt8]) { Element.encode(array: self, into: &buffer) }
}

extension Array: PostgresDecodable where Element: PostgresDecodable {
    /// Reads an array of one dimension whose element type `Element` reads.
    public init(from cell: PostgresCell) throws { self = try Element.decodeArray(from: cell) }
}
