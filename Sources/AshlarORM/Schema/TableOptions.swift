import AshlarPostgres

/// What stands around the columns in CREATE TABLE.
struct TableOptions {
    var isUnlogged = false
    var isTemporary = false
    var partitioning: (method: PartitionMethod, columns: [IndexColumn])?
    var parents: [TableName] = []

    var kind: String { isTemporary ? "TEMPORARY " : isUnlogged ? "UNLOGGED " : "" }

    var suffix: String {
        var sql = ""
        if !parents.isEmpty { sql += " INHERITS (\(parents.map(\.sql).joined(separator: ", ")))" }
        if let partitioning {
            let columns = partitioning.columns.map(\.sql).joined(separator: ", ")
            sql += " PARTITION BY \(partitioning.method.rawValue) (\(columns))"
        }
        return sql
    }
}

/// How a table is divided.
public enum PartitionMethod: String, Sendable {
    /// By spans: months, numbers from ... to ...
    case range = "RANGE"
    /// By values: countries, tenants.
    case list = "LIST"
    /// Evenly.
    case hash = "HASH"
}

extension TableBuilder {
    /// The table is divided; ``Schema/createPartition(_:of:_:file:line:)`` makes its parts.
    ///
    /// ```swift
    /// $0.partition(by: .range, ["created_at"])
    /// ```
    public func partition(by method: PartitionMethod, _ columns: [IndexColumn]) {
        if columns.isEmpty { refuse("the table is divided by no columns", "Name the columns.") }
        options.partitioning = (method, columns)
    }

    /// Writing is faster, and the rows are gone after a crash.
    public func unlogged() { options.isUnlogged = true }

    /// The table is gone when the session ends.
    public func temporary() { options.isTemporary = true }

    /// The table has the columns of another as well, and its rows are found in the other.
    public func inherits(_ table: String, in schema: String? = nil) {
        options.parents.append(TableName(table, in: schema))
    }
}
