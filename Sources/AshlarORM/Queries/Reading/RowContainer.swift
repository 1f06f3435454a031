import AshlarPostgres

/// The columns of a row by name.
struct RowContainer<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let decoder: RowDecoder

    var codingPath: [any CodingKey] { [] }
    var allKeys: [Key] { decoder.rows.columns.compactMap { Key(stringValue: $0) } }

    func contains(_ key: Key) -> Bool { decoder.places.column(key.stringValue) != nil }

    private func column(_ key: Key) throws -> Int {
        if let column = decoder.places.column(key.stringValue) { return column }
        let names = decoder.rows.columns
        throw PostgresDecodingError(
            columnName: key.stringValue, type: .unknown, target: "\(Key.self)",
            reason: "there is no such column among \(names.map { "\"\($0)\"" }.joined(separator: ", "))",
            suggestion: "Select it under that name: .as(\"\(key.stringValue)\").")
    }

    func decodeNil(forKey key: Key) throws -> Bool {
        try decoder.rows.cell(row: decoder.row, column: column(key)).isNull
    }

    func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool { try read(key) }
    func decode(_ type: String.Type, forKey key: Key) throws -> String { try read(key) }
    func decode(_ type: Double.Type, forKey key: Key) throws -> Double { try read(key) }
    func decode(_ type: Int.Type, forKey key: Key) throws -> Int { try read(key) }

    private func read<T: PostgresDecodable>(_ key: Key) throws -> T {
        try decoder.rows.decode(row: decoder.row, column: column(key), as: T.self)
    }

    func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T { try decoder.value(type, at: column(key)) }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<Nested> { throw nested(key) }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer { throw nested(key) }
    func superDecoder() throws -> any Decoder { decoder }
    func superDecoder(forKey key: Key) throws -> any Decoder { decoder }

    private func nested(_ key: Key) -> DecodingError { .nested(key.stringValue) }
}
