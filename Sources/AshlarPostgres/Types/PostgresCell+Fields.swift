extension PostgresCell {
    /// Reads a value of several fields, which must fill it.
    func readFields<T>(_ target: T.Type, _ body: (inout BinaryReader) throws -> T?) throws -> T {
        try read(target) { bytes in
            var reader = BinaryReader(bytes)
            guard let value = try body(&reader), reader.remaining == 0 else {
                throw failure(target, "its \(bytes.count) bytes are not of the format of \(type)")
            }
            return value
        }
    }

    /// A part of this value as a value of its own.
    func part(_ type: PostgresType, _ bytes: UnsafeRawBufferPointer?) -> PostgresCell {
        PostgresCell(result: result, column: column, type: type, bytes: bytes)
    }

    /// The fields of a composite value or a row, such as `select (author)` or `row(1, 'x')`.
    ///
    /// ```swift
    /// struct Address: PostgresDecodable {
    ///     let street: String, city: String?
    ///     init(from cell: PostgresCell) throws {
    ///         let fields = try cell.fields()
    ///         guard fields.count == 2 else { throw cell.failure(Address.self, "it has \(fields.count) fields") }
    ///         street = try String(from: fields[0])
    ///         city = try String?(from: fields[1])
    ///     }
    /// }
    /// ```
    ///
    /// - Throws: ``PostgresDecodingError`` when the value is NULL or no composite.
    public func fields() throws -> [PostgresCell] {
        try readFields([PostgresCell].self) { reader in
            // `record_send`: the count, then for each the type, the length and the value.
            guard let count = reader.integer(Int32.self), count >= 0, Int(count) * 8 <= reader.remaining else {
                return nil
            }
            var fields: [PostgresCell] = []
            for _ in 0..<count {
                guard let type = reader.integer(UInt32.self), let value = reader.lengthAndBytes() else { return nil }
                fields.append(part(PostgresType(rawValue: type), value.bytes))
            }
            return fields
        }
    }
}

extension BinaryReader {
    /// A length and as many bytes; no bytes for a length of -1.
    ///
    /// - Returns: nil when less is there.
    mutating func lengthAndBytes() -> (bytes: UnsafeRawBufferPointer?, Void)? {
        guard let length = integer(Int32.self) else { return nil }
        guard length >= 0 else { return (nil, ()) }
        return bytes(Int(length)).map { ($0, ()) }
    }

    /// A double in network byte order.
    mutating func double() -> Double? { integer(UInt64.self).map { Double(bitPattern: $0) } }
}
