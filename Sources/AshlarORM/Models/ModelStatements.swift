/// The SQL of a model that does not depend on anything but its description.
struct ModelStatements: Sendable {
    /// `"posts"."id", "posts"."title"`
    let columnList: String
    /// `SELECT … FROM "posts"`
    let select: String
    /// Reads one row by its key: `$1`, and further ones where it has several columns.
    let find: String
    /// Inserts all columns that the app writes.
    let insert: String
    /// The places of those.
    let insertIndices: [Int]
    /// Inserts all columns but the key, which the database makes.
    let insertWithoutKey: String
    /// The places of those.
    let insertWithoutKeyIndices: [Int]
    /// Deletes one row by its key.
    let delete: String

    init<M: Model>(_ columns: [ModelColumn<M>], table: String, keys: [Int]) {
        let list = columns.map(\.qualifiedName).joined(separator: ", ")
        columnList = list
        select = "SELECT \(list) FROM \(table)"
        let hasKey = Self.match(keys.map { columns[$0].qualifiedName })
        find = "\(select) WHERE \(hasKey)"
        delete = "DELETE FROM \(table) WHERE \(hasKey)"
        let written = columns.indices.filter { columns[$0].role != .generated }
        insertIndices = written
        insertWithoutKeyIndices = written.filter { !keys.contains($0) }
        insert = Self.insert(into: table, insertIndices.map { columns[$0].quotedName }, returning: list)
        insertWithoutKey = Self.insert(
            into: table, insertWithoutKeyIndices.map { columns[$0].quotedName }, returning: list)
    }

    /// `"a" = $1 AND "b" = $2`, counted from a number.
    static func match(_ names: [String], from first: Int = 1) -> String {
        names.enumerated().map { "\($1) = $\($0 + first)" }.joined(separator: " AND ")
    }

    private static func insert(into table: String, _ columns: [String], returning list: String) -> String {
        guard !columns.isEmpty else { return "INSERT INTO \(table) DEFAULT VALUES RETURNING \(list)" }
        let values = columns.indices.map { "$\($0 + 1)" }.joined(separator: ", ")
        return "INSERT INTO \(table) (\(columns.joined(separator: ", "))) VALUES (\(values)) RETURNING \(list)"
    }
}
