import CLibPQ

/// Owns a result of libpq and frees it.
///
/// `@unchecked Sendable`: libpq never changes a finished PGresult and reading it is thread-safe (libpq, "Behavior in Threaded
/// Programs"); all else is a constant.
final class PostgresResult: @unchecked Sendable {
    private let pointer: OpaquePointer
    let shape: RowShape
    let rowCount: Int

    /// - Parameters:
    ///   - pointer: a finished result; it is freed with this object.
    ///   - shape: its columns; made from the result unless the caller knows them.
    init(owning pointer: OpaquePointer, shape: RowShape? = nil) {
        self.pointer = pointer
        self.shape = shape ?? RowShape(of: pointer)
        rowCount = Int(PQntuples(pointer))
    }

    deinit { PQclear(pointer) }

    func cell(row: Int, column: Int) -> PostgresCell {
        PostgresCell(result: self, column: column, type: shape.type(of: column), bytes: bytes(row: row, column: column))
    }

    /// nil for NULL, and for a place outside of the result.
    func bytes(row: Int, column: Int) -> UnsafeRawBufferPointer? {
        guard row >= 0, row < rowCount, column >= 0, column < shape.count else { return nil }
        let row = Int32(truncatingIfNeeded: row)
        let column = Int32(truncatingIfNeeded: column)
        let length = PQgetlength(pointer, row, column)
        // Most values have bytes: the question for NULL is asked only where there are none.
        if length == 0, PQgetisnull(pointer, row, column) != 0 { return nil }
        return UnsafeRawBufferPointer(start: PQgetvalue(pointer, row, column), count: Int(length))
    }

    /// The number of rows that an INSERT, UPDATE, DELETE, SELECT, MERGE, FETCH or MOVE tells in its command tag.
    var affectedRows: Int { PQcmdTuples(pointer).flatMap { Int(String(cString: $0)) } ?? 0 }

    /// What the server calls what it did: `UPDATE 3`.
    var commandTag: String { PQcmdStatus(pointer).map { String(cString: $0) } ?? "" }
}
