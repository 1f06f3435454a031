public import AshlarPostgres
import AshlarSupport

/// Values by the names of their columns, in order: `["title": "Hello", "views": 0, "published_at": nil]`.
public typealias TableValues = KeyValuePairs<String, (any PostgresEncodable)?>

extension TableQuery {
    /// Inserts a row.
    public func insert(
        _ values: TableValues, file: String = #fileID, line: Int = #line
    ) async throws {
        try await insert([values], file: file, line: line)
    }

    /// Inserts rows, which must all have the same columns in the same order, with one statement.
    ///
    /// - Parameter ignoringConflicts: whether rows that collide with others are left out.
    /// - Returns: how many rows were inserted.
    /// - Throws: ``UnevenRows`` for rows with different columns; `PostgresError`.
    @discardableResult
    public func insert(
        _ rows: [TableValues], ignoringConflicts: Bool = false, file: String = #fileID, line: Int = #line
    ) async throws -> Int {
        guard !rows.isEmpty else { return 0 }
        let end: SQL = ignoringConflicts ? " ON CONFLICT DO NOTHING" : ""
        return try await resolved(file, line)
            .run(insertSQL(rows, file: file, line: line) + end, file: file, line: line).affectedRows
    }

    /// Inserts rows and returns them as the database stored them.
    public func insertReturning(
        _ rows: [TableValues], file: String = #fileID, line: Int = #line
    ) async throws -> [PostgresRow] {
        guard !rows.isEmpty else { return [] }
        return try await send(insertSQL(rows, file: file, line: line) + returning, file: file, line: line)
    }

    /// Inserts a row and returns one of its columns as the database stored it, such as its key.
    public func insert<Value: PostgresDecodable>(
        _ values: TableValues, returning column: String, as type: Value.Type, file: String = #fileID, line: Int = #line
    ) async throws -> Value {
        let sql = try insertSQL([values], file: file, line: line) + " RETURNING " + columns.sql(column)
        let rows = try await resolved(file, line).run(sql, file: file, line: line)
        return try rows.decode(row: 0, column: 0, as: type)
    }

    /// Inserts rows, and changes those that are there already instead.
    ///
    /// - Parameters:
    ///   - rows: the rows, all with the same columns.
    ///   - keys: the columns of the unique index that says which rows are the same.
    ///   - updated: the columns that a row which is there gets from the new one; all others without this.
    ///   - file: the file of the call, for errors.
    ///   - line: the line of the call, for errors.
    /// - Returns: how many rows were inserted or changed.
    @discardableResult
    public func upsert(
        _ rows: [TableValues], on keys: [String], updating updated: [String]? = nil, file: String = #fileID,
        line: Int = #line
    ) async throws -> Int {
        guard let first = rows.first else { return 0 }
        let names = updated ?? first.map(\.key).filter { !keys.contains($0) }
        let target = keys.map { SQL.identifier($0) }.joined(separator: ", ")
        let list = names.map { SQL.identifier($0) + " = \"excluded\"." + SQL.identifier($0) }.joined(separator: ", ")
        let action: SQL = names.isEmpty ? "DO NOTHING" : "DO UPDATE SET " + list
        let sql = try insertSQL(rows, file: file, line: line) + " ON CONFLICT (\(target)) \(action)"
        return try await resolved(file, line).run(sql, file: file, line: line).affectedRows
    }

    /// Inserts what another query finds: `INSERT … SELECT`.
    ///
    /// - Returns: how many rows were inserted.
    @discardableResult
    public func insert<Q: RowQuery>(
        _ names: [String], from query: Q, file: String = #fileID, line: Int = #line
    ) async throws -> Int {
        let sql = InsertSelect.sql(into: _select.table, names.map { SQL.identifier($0) }, from: query)
        return try await resolved(file, line).run(sql, file: file, line: line).affectedRows
    }

    /// Changes columns of the rows in one statement.
    ///
    /// - Parameter all: says that every row of the table is meant, where the query has no condition.
    /// - Returns: how many rows were changed.
    /// - Throws: ``UnboundedWrite`` for a query without a condition or a limit, unless `all` is true.
    @discardableResult
    public func update(
        _ values: TableValues, all: Bool = false, file: String = #fileID, line: Int = #line
    ) async throws -> Int {
        try await update(all: all, file: file, line: line) { _ in
            values.map { Assignment(column: $0.key, value: SQL(binding: Self.binding($0.value))) }
        }
    }

    /// Lets a column grow in all rows, decided by the database.
    @discardableResult
    public func increment(
        _ column: String, by amount: Int = 1, all: Bool = false, file: String = #fileID, line: Int = #line
    ) async throws -> Int {
        try await increment(by: amount, all: all, file: file, line: line) { $0.int(column) }
    }

    private func insertSQL(_ rows: [TableValues], file: String, line: Int) throws -> SQL {
        let names = rows.first?.map(\.key) ?? []
        guard rows.allSatisfy({ $0.map(\.key) == names }) else {
            throw UnevenRows(table: _name, columns: names, location: SourceLocation(file: file, line: line))
        }
        guard !names.isEmpty else { return "INSERT INTO \(_select.table) DEFAULT VALUES" }
        let list = names.map { SQL.identifier($0) }.joined(separator: ", ")
        let values = rows.map { row in
            "(" + row.map { SQL(binding: Self.binding($0.value)) }.joined(separator: ", ") + ")"
        }
        return "INSERT INTO \(_select.table) (\(list)) VALUES \(values.joined(separator: ", "))"
    }

    private static func binding(_ value: (any PostgresEncodable)?) -> PostgresBinding {
        // The server finds the type of a NULL by the column.
        guard let value else { return PostgresBinding(type: .inferred, bytes: nil) }
        return binding(of: value)
    }

    private static func binding<Value: PostgresEncodable>(of value: Value) -> PostgresBinding { PostgresBinding(value) }
}
