public import AshlarPostgres
import AshlarSupport

/// One row, as a model's initialiser reads it.
public struct ModelRow: Sendable {
    let batch: ModelBatch
    let rows: PostgresRows
    let row: Int
    /// Where the model's columns begin: behind those of another model, for a pivot.
    let offset: Int

    init(_ row: Int, of batch: ModelBatch, offset: Int = 0) {
        self.batch = batch
        self.rows = batch.rows
        self.row = row
        self.offset = offset
    }

    /// The value of a column, by its place among the model's columns.
    public func decode<Value: PostgresDecodable>(_ column: Int, as type: Value.Type) throws -> Value {
        try rows.decode(row: row, column: offset + column, as: type)
    }

    /// What the model remembers of the row.
    public var record: ModelRecord { ModelRecord(StoredRow(batch: batch, row: row, offset: offset)) }

    /// What `member(named:)` throws for a name that is none of the model's.
    public static var unknownMember: any Error { MemberError.unknown }
}
