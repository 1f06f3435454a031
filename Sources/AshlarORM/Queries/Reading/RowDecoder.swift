import AshlarPostgres

/// Reads values of a `Decodable` type from rows: its keys are the columns, also in snake case.
struct RowDecoder: Decoder {
    let rows: PostgresRows
    let row: Int
    let places: ColumnPlaces

    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        KeyedDecodingContainer(RowContainer(decoder: self))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer { throw Self.notKeyed }

    func singleValueContainer() throws -> any SingleValueDecodingContainer { RowValue(decoder: self, column: 0) }

    private static var notKeyed: DecodingError {
        .dataCorrupted(
            .init(
                codingPath: [],
                debugDescription: "A row is read by the names of its columns; use a struct with properties"))
    }

    /// One value, of any type.
    func value<T: Decodable>(_ type: T.Type, at column: Int) throws -> T {
        let cell = rows.cell(row: row, column: column)
        if let known = type as? any PostgresDecodable.Type, let value = try known.init(from: cell) as? T {
            return value
        }
        return try T(from: RowValueDecoder(decoder: self, column: column))
    }
}
