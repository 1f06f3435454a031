import AshlarPostgres
import AshlarSupport

/// Which rows a part of a divided table has.
public enum PartitionBounds: Sendable {
    /// From a value to the one before another.
    case range(from: ColumnDefault, to: ColumnDefault)
    /// From some values to those before others, for a table that is divided by several columns.
    case ranges(from: [ColumnDefault], to: [ColumnDefault])
    /// Those with one of some values.
    case list([ColumnDefault])
    /// One of so many even parts, counted from 0.
    case hash(modulus: Int, remainder: Int)
    /// All that belong into no other part.
    case `default`

    var sql: String {
        func list(_ values: [ColumnDefault]) -> String { values.map(\.sql).joined(separator: ", ") }
        return switch self {
        case .range(let from, let to): "FOR VALUES FROM (\(from.sql)) TO (\(to.sql))"
        case .ranges(let from, let to): "FOR VALUES FROM (\(list(from))) TO (\(list(to)))"
        case .list(let values): "FOR VALUES IN (\(list(values)))"
        case .hash(let modulus, let remainder): "FOR VALUES WITH (MODULUS \(modulus), REMAINDER \(remainder))"
        case .default: "DEFAULT"
        }
    }
}

/// The parts of divided tables.
extension Schema {
    /// Makes a part of a divided table.
    ///
    /// ```swift
    /// try await schema.create("visits") {
    ///     $0.timestamp("at")
    ///     $0.partition(by: .range, ["at"])
    /// }
    /// try await schema.createPartition("visits_2026", of: "visits", .range(from: "2026-01-01", to: "2027-01-01"))
    /// ```
    public func createPartition(
        _ partition: String, of table: String, _ bounds: PartitionBounds, file: String = #fileID, line: Int = #line
    ) async throws {
        let part = name(partition)
        let creation = TableOperation(
            table: part, action: "makes the table", lock: .none, cost: .instant, isCreation: true)
        try await perform(
            "CREATE TABLE \(part.sql) PARTITION OF \(name(table).sql) \(bounds.sql)", [creation], file, line)
    }

    /// Makes a table a part of a divided one. Its rows are read, unless a check shows that they belong there.
    public func attachPartition(
        _ partition: String, to table: String, _ bounds: PartitionBounds, file: String = #fileID, line: Int = #line
    ) async throws {
        let part = name(partition)
        let operation = TableOperation(
            table: part, action: "becomes a part of \"\(table)\"", lock: .accessExclusive, cost: .scan,
            recipe: "Add a check of the bounds first, as notValid(), and validate it: PostgreSQL then reads no row.")
        try await perform(
            "ALTER TABLE \(name(table).sql) ATTACH PARTITION \(part.sql) \(bounds.sql)", [operation], file, line)
    }

    /// Makes a part a table of its own.
    ///
    /// - Parameter isConcurrent: whether the divided table can be used meanwhile, which PostgreSQL does not do inside of a
    ///   transaction.
    public func detachPartition(
        _ partition: String, from table: String, concurrently isConcurrent: Bool = false, file: String = #fileID,
        line: Int = #line
    ) async throws {
        try await perform(
            [
                SchemaStatement(
                    sql: "ALTER TABLE \(name(table).sql) DETACH PARTITION \(name(partition).sql)"
                        + (isConcurrent ? " CONCURRENTLY" : ""),
                    outsideTransaction: isConcurrent ? "A part that is detached concurrently" : nil)
            ], SourceLocation(file: file, line: line))
    }
}
