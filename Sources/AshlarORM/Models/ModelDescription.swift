import AshlarPostgres
import AshlarSupport

/// What a model is in the database: its table, columns and relations, and the SQL that never changes.
///
/// Made once for each model; `@Model` writes it.
public struct ModelDescription<M: Model>: Sendable {
    /// The model's name: `Post`.
    public let name: String
    /// The table's name: `posts`.
    public let table: String
    /// The columns, in the order in which they are declared and selected.
    public let columns: [ModelColumn<M>]
    /// The relations, in the order of declaration.
    public let relations: [any ModelRelation]
    /// The place of the primary key among the columns.
    public let keyIndex: Int

    let quotedTable: String
    let statements: ModelStatements
    private let indexByName: [String: Int]
    private let indexByMember: [String: Int]

    /// Describes a model. `@Model` writes the call.
    ///
    /// - Parameters:
    ///   - name: the struct's name.
    ///   - table: the table's name, if it is not the plural of the struct's.
    ///   - key: the place of the primary key among the columns.
    ///   - columns: the columns in order.
    ///   - relations: the relations in order.
    public init(name: String, table: String?, key: Int, columns: [ModelColumn<M>], relations: [any ModelRelation]) {
        self.name = name
        self.table = table ?? Inflector.tableName(forModel: name)
        self.relations = relations
        keyIndex = key
        let quotedTable = SQL.identifier(self.table).description
        self.quotedTable = quotedTable
        let qualified = columns.enumerated().map { $1.qualified(by: quotedTable, isKey: $0 == key) }
        self.columns = qualified
        indexByName = Dictionary(qualified.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
        indexByMember = Dictionary(
            qualified.enumerated().map { ($1.member, $0) }, uniquingKeysWith: { first, _ in first })
        statements = ModelStatements(
            table: quotedTable, qualified: qualified.map(\.qualifiedName), quoted: qualified.map(\.quotedName), key: key
        )
    }

    /// The primary key's column.
    public var key: ModelColumn<M> { columns[keyIndex] }

    /// The place of a column among the columns.
    ///
    /// - Parameter name: the column's name in the table.
    public func columnIndex(named name: String) -> Int? { indexByName[name] }

    /// The place of the column of a property.
    ///
    /// - Parameter member: the property's name.
    public func columnIndex(ofMember member: String) -> Int? { indexByMember[member] }
}

/// The SQL of a model that does not depend on anything but its description.
struct ModelStatements: Sendable {
    /// `"posts"."id", "posts"."title"`
    let columnList: String
    /// `SELECT … FROM "posts"`
    let select: String
    /// Reads one row by its key, `$1`.
    let find: String
    /// Inserts all columns.
    let insert: String
    /// Inserts all columns but the key, which the database makes.
    let insertWithoutKey: String
    /// Deletes one row by its key, `$1`.
    let delete: String

    init(table: String, qualified: [String], quoted: [String], key: Int) {
        columnList = qualified.joined(separator: ", ")
        select = "SELECT \(columnList) FROM \(table)"
        find = "\(select) WHERE \(qualified[key]) = $1"
        delete = "DELETE FROM \(table) WHERE \(qualified[key]) = $1"
        insert = Self.insert(into: table, quoted, returning: columnList)
        var others = quoted
        others.remove(at: key)
        insertWithoutKey = Self.insert(into: table, others, returning: columnList)
    }

    private static func insert(into table: String, _ columns: [String], returning list: String) -> String {
        guard !columns.isEmpty else { return "INSERT INTO \(table) DEFAULT VALUES RETURNING \(list)" }
        let values = columns.indices.map { "$\($0 + 1)" }.joined(separator: ", ")
        return "INSERT INTO \(table) (\(columns.joined(separator: ", "))) VALUES (\(values)) RETURNING \(list)"
    }
}
