import AshlarPostgres

/// One value of a row, for types that read themselves.
struct RowValueDecoder: Decoder {
    let decoder: RowDecoder
    let column: Int

    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        throw DecodingError.nested(decoder.rows.columns[column])
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        throw DecodingError.nested(decoder.rows.columns[column])
    }

    func singleValueContainer() throws -> any SingleValueDecodingContainer {
        RowValue(decoder: decoder, column: column)
    }
}

/// One value of a row.
struct RowValue: SingleValueDecodingContainer {
    let decoder: RowDecoder
    let column: Int

    var codingPath: [any CodingKey] { [] }

    func decodeNil() -> Bool { decoder.rows.cell(row: decoder.row, column: column).isNull }
    func decode(_ type: Bool.Type) throws -> Bool { try read() }
    func decode(_ type: String.Type) throws -> String { try read() }
    func decode(_ type: Double.Type) throws -> Double { try read() }
    func decode(_ type: Int.Type) throws -> Int { try read() }

    func decode<T: Decodable>(_ type: T.Type) throws -> T {
        let cell = decoder.rows.cell(row: decoder.row, column: column)
        if let known = type as? any PostgresDecodable.Type, let value = try known.init(from: cell) as? T {
            return value
        }
        throw DecodingError.nested(decoder.rows.columns[column])
    }

    private func read<T: PostgresDecodable>() throws -> T {
        try decoder.rows.decode(row: decoder.row, column: column, as: T.self)
    }
}

extension DecodingError {
    /// A value that is made of several.
    static func nested(_ name: String) -> DecodingError {
        .dataCorrupted(
            .init(
                codingPath: [],
                debugDescription:
                    "The column \"\(name)\" is one value; for JSON in it declare the property as JSONB<...>"))
    }
}
