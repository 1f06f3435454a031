/// A constraint of a whole table.
enum TableConstraint {
    case key(KeyBuilder)
    case foreign(ForeignKeyBuilder)
    case check(CheckBuilder)
    case exclusion(ExclusionBuilder)

    /// As it stands in CREATE TABLE and behind ADD.
    var sql: String {
        switch self {
        case .key(let key): key.sql
        case .foreign(let foreign): foreign.sql
        case .check(let check): check.sql
        case .exclusion(let exclusion): exclusion.sql
        }
    }

    var problem: SchemaText.Problem? {
        switch self {
        case .key(let key): key.problem
        case .foreign(let foreign): foreign.problem
        case .check(let check): check.problem
        case .exclusion(let exclusion): exclusion.problem
        }
    }

    /// What adding it to a table that is in use does.
    ///
    /// - Parameters:
    ///   - table: the table.
    ///   - dropped: the constraints that the same change drops.
    func operations(on table: TableName, dropped: Set<String> = []) -> [TableOperation] {
        switch self {
        case .key(let key): [key.operation(on: table)]
        case .foreign(let foreign): foreign.operations(on: table)
        case .check(let check): [check.operation(on: table, dropped: dropped)]
        case .exclusion: [Recipes.exclusion(on: table)]
        }
    }
}
