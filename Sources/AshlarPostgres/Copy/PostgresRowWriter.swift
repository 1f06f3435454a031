/// Takes the rows of ``Database/copy(into:columns:file:line:_:)``.
public final class PostgresRowWriter {
    private let writer: PostgresCopyWriter
    private let columnCount: Int
    /// What the first row's values were sent as.
    private(set) var types: [PostgresType] = []

    init(_ writer: PostgresCopyWriter, columnCount: Int) {
        self.writer = writer
        self.columnCount = columnCount
    }

    /// Adds a row: a value for each column.
    ///
    /// - Throws: ``PostgresError`` of the kind `encoding` for a value that cannot be sent or a wrong number of values;
    ///   otherwise as the COPY.
    public nonisolated(nonsending) func write<each Value: PostgresEncodable>(_ values: repeat each Value) async throws {
        var bindings: [PostgresBinding] = []
        bindings.reserveCapacity(columnCount)
        repeat bindings.append(PostgresBinding(each values))
        try await write(row: bindings)
    }

    /// Adds a row of values that are encoded already.
    ///
    /// - Throws: as ``write(_:)``.
    public nonisolated(nonsending) func write(row bindings: [PostgresBinding]) async throws {
        guard bindings.count == columnCount else {
            throw PostgresError(.encoding, "A row has \(bindings.count) values for \(columnCount) columns")
        }
        if types.isEmpty { types = bindings.map(\.type) }
        var bytes: [UInt8] = []
        bytes.appendInteger(Int16(truncatingIfNeeded: columnCount))
        for binding in bindings {
            if let failure = binding.failure { throw PostgresError(.encoding, failure) }
            guard let value = binding.bytes else {
                bytes.appendInteger(Int32(-1))
                continue
            }
            bytes.appendInteger(Int32(truncatingIfNeeded: value.count))
            bytes += value
        }
        try await writer.write(bytes)
    }

    // "Binary Format" in the manual's page on COPY.

    nonisolated(nonsending) func begin() async throws {
        try await writer.write(Array("PGCOPY\n".utf8) + [0xFF, 0x0D, 0x0A, 0x00] + [UInt8](repeating: 0, count: 8))
    }

    nonisolated(nonsending) func end() async throws { try await writer.write([0xFF, 0xFF]) }
}
