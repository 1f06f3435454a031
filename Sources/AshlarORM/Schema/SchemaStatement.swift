/// A statement that changes the schema, and what it does to tables.
struct SchemaStatement: Sendable {
    let sql: String
    var operations: [TableOperation] = []
    /// What PostgreSQL does not do inside of a transaction, such as `An index made concurrently`; nil for what it does.
    var outsideTransaction: String?
    /// An index of that name which an earlier, broken attempt may have left behind, invalid.
    var mayHaveLeft: TableName?
}
