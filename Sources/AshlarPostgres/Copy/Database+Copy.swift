extension Database {
    /// Runs `COPY ... FROM STDIN` with the data that `body` writes: the fastest way to load many rows.
    ///
    /// ```swift
    /// let rows = try await db.copyIn("copy readers (name, email) from stdin (format csv)") { copy in
    ///     for try await chunk in upload { try await copy.write(chunk) }
    /// }
    /// ```
    ///
    /// Writing waits for the server where it is the slower one. All rows are there, or none: when `body` throws or its task is
    /// cancelled the server forgets them.
    ///
    /// - Parameters:
    ///   - sql: the COPY, without values: it takes no parameters.
    ///   - body: writes the data. Statements inside of it that belong to the transaction around this call would wait for its
    ///     end; those of no transaction get another connection.
    /// - Returns: how many rows were copied.
    /// - Throws: what `body` throws, ``PostgresError``, or `CancellationError`.
    @discardableResult
    public nonisolated(nonsending) func copyIn(
        _ sql: SQL, file: String = #fileID, line: Int = #line,
        _ body: nonisolated(nonsending) (PostgresCopyWriter) async throws -> Void
    ) async throws -> Int {
        let session = CopySession(self, CallSite(file: file, line: line))
        try await session.begin(sql, .copyIn)
        return try await session.run { session in
            let writer = PostgresCopyWriter(session)
            try await body(writer)
            try await writer.flush()
        }
    }

    /// Copies typed rows into a table, in PostgreSQL's binary format.
    ///
    /// ```swift
    /// try await db.copy(into: "readers", columns: ["id", "name"]) { rows in
    ///     for reader in readers { try await rows.write(reader.id, reader.name) }
    /// }
    /// ```
    ///
    /// - Parameters:
    ///   - table: the table's name; with a schema as `["library", "readers"]`.
    ///   - columns: the columns that each row has values for, in this order.
    ///   - body: writes the rows. Nothing converts the values: each must be of its column's type, such as `Int32` for an
    ///     `integer` and `Int` for a `bigint`.
    /// - Returns: how many rows were copied.
    /// - Throws: as ``copyIn(_:file:line:_:)``.
    @discardableResult
    public nonisolated(nonsending) func copy(
        into table: QualifiedName, columns: [String], file: String = #fileID, line: Int = #line,
        _ body: nonisolated(nonsending) (PostgresRowWriter) async throws -> Void
    ) async throws -> Int {
        let names = columns.map { SQL.identifier($0) }.joined(separator: ", ")
        let sql: SQL = "COPY \(table.sql) (\(names)) FROM STDIN (FORMAT binary)"
        var written: [PostgresType] = []
        do {
            return try await copyIn(sql, file: file, line: line) { writer in
                let rows = PostgresRowWriter(writer, columnCount: columns.count)
                defer { written = rows.types }
                try await rows.begin()
                try await body(rows)
                try await rows.end()
            }
        } catch let error as PostgresError {
            throw error.asMismatch(columns, written)
        }
    }

    /// Runs `COPY ... TO STDOUT` and hands on its data as it comes.
    ///
    /// ```swift
    /// for try await chunk in db.copyOut("copy readers to stdout (format csv, header)") { try await file.write(chunk) }
    /// ```
    ///
    /// The server waits where the loop is the slower one. Leaving the loop early ends the COPY and gives the connection back.
    ///
    /// - Parameter sql: the COPY, without values: it takes no parameters.
    public func copyOut(_ sql: SQL, file: String = #fileID, line: Int = #line) -> PostgresCopyStream {
        PostgresCopyStream(database: self, sql: sql, site: CallSite(file: file, line: line))
    }
}
