import AshlarPostgres
import AshlarSupport

/// What a model is in the database: its table, columns and relations, and the SQL that never changes.
///
/// Made once for each model; `@Model` writes it. A class, because each read passes it on: a struct of so many parts would cost
/// more than what is read of it.
public final class ModelDescription<M: Model>: Sendable {
    /// The model's name: `Post`.
    public let name: String
    /// The table's name: `posts`.
    public let table: String
    /// The schema that the table is named with; nil for the first of the search path that has it.
    public let schema: String?
    /// What stands for the model in the type column of a polymorphic relation: `post`.
    public let morphName: String
    /// The columns, in the order in which they are declared and selected.
    public let columns: [ModelColumn<M>]
    /// The relations, in the order of declaration.
    public let relations: [any ModelRelation]
    /// The places of the primary key's columns among the columns.
    public let keyIndices: [Int]

    /// The table alone: `"posts"`, or `"blog"."posts"`.
    let quotedPath: String
    /// The table as a statement names it: `"posts"`, or `"blog"."posts" AS "posts"`.
    let quotedTable: String
    /// What qualifies its columns: `"posts"`.
    let quotedName: String
    let statements: ModelStatements
    /// The place of the column that says when a row was deleted softly.
    let deletionIndex: Int?
    /// The place of the column that numbers a row's versions.
    let versionIndex: Int?
    /// The places of the columns whose text is hashed.
    let hashedIndices: [Int]
    /// Whether a column is encrypted.
    let isSealed: Bool
    /// Makes the key of a new model, where the app does that.
    let makeKey: (@Sendable (inout M) -> Void)?
    /// Which rows are meant at all, for rows under a name of theirs or under the table's.
    let scope: @Sendable (QueryScoping, _ alias: String?) -> Condition?
    private let updates = UpdateTexts()
    private let indexByName: [String: Int]
    private let indexByMember: [String: Int]

    /// Describes a model. `@Model` writes the call.
    ///
    /// - Parameters:
    ///   - name: the struct's name.
    ///   - table: the table's name, if it is not the plural of the struct's.
    ///   - schema: the table's schema, if it is to be named.
    ///   - morphName: what stands for the model in polymorphic relations, if it is not its name in snake case.
    ///   - keys: the places of the primary key's columns among the columns.
    ///   - columns: the columns in order.
    ///   - relations: the relations in order.
    ///   - makeKey: makes the key of a new model, where the app does that.
    public init(
        name: String, table: String?, schema: String? = nil, morphName: String? = nil, keys: [Int],
        columns: [ModelColumn<M>], relations: [any ModelRelation], makeKey: (@Sendable (inout M) -> Void)? = nil
    ) {
        self.name = name
        self.table = table ?? Inflector.tableName(forModel: name)
        self.schema = schema
        self.morphName = morphName ?? CaseConversion.snake(name)
        self.relations = relations
        self.makeKey = makeKey
        keyIndices = keys
        let quotedName = SQL.identifier(self.table).description
        self.quotedName = quotedName
        quotedPath = schema.map { "\(SQL.identifier($0)).\(quotedName)" } ?? quotedName
        quotedTable = schema == nil ? quotedName : "\(quotedPath) AS \(quotedName)"
        scope = { scoping, alias in
            scoping.condition(for: M.self, in: alias.map { FieldSource(alias: $0) } ?? FieldSource())
        }
        let qualified = columns.enumerated().map { $1.qualified(by: quotedName, isKey: keys.contains($0)) }
        self.columns = qualified
        indexByName = Dictionary(qualified.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
        indexByMember = Dictionary(
            qualified.enumerated().map { ($1.member, $0) }, uniquingKeysWith: { first, _ in first })
        deletionIndex = qualified.firstIndex { $0.role == .deletionTime }
        versionIndex = qualified.firstIndex { $0.role == .version }
        isSealed = qualified.contains { $0.isSealed }
        hashedIndices = qualified.indices.filter { qualified[$0].role == .hashed }
        statements = ModelStatements(qualified, table: quotedTable, keys: keys)
    }

    /// The place of the primary key among the columns; of its first column where it has several.
    public var keyIndex: Int { keyIndices.first ?? 0 }

    /// The primary key's column, the first where it has several.
    public var key: ModelColumn<M> { columns[keyIndex] }

    /// The primary key's columns.
    public var keys: [ModelColumn<M>] { keyIndices.map { columns[$0] } }

    /// `"posts"."id"`, or `("a"."x", "a"."y")` for a key of several columns.
    var keyExpression: String { keyIndices.count == 1 ? key.qualifiedName : "(\(keyList))" }

    /// The key's columns as they stand in a list: `"a"."x", "a"."y"`.
    var keyList: String { keys.map(\.qualifiedName).joined(separator: ", ") }

    /// The condition that a row has a key.
    func hasKey(_ key: M.Key) -> SQL {
        zip(keys, key.keyBindings).map { "\(unsafe: $0.qualifiedName) = \($1)" as SQL }.joined(separator: " AND ")
    }

    /// What updates some columns of one row and reads it again. The values stand in the order of the columns, then the key's,
    /// then the version's.
    ///
    /// - Parameter changed: the places of the columns that get values.
    func update(_ changed: [Int]) -> String {
        updates.text(for: changed) {
            var assignments = changed.enumerated().map { "\(columns[$1].quotedName) = $\($0 + 1)" }
            var condition = ModelStatements.match(keys.map(\.qualifiedName), from: changed.count + 1)
            if let version = versionIndex.map({ columns[$0] }) {
                assignments.append("\(version.quotedName) = \(version.qualifiedName) + 1")
                condition += " AND \(version.qualifiedName) = $\(changed.count + keyIndices.count + 1)"
            }
            return "UPDATE \(quotedTable) SET \(assignments.joined(separator: ", ")) WHERE \(condition) "
                + "RETURNING \(statements.columnList)"
        }
    }

    /// The place of a column among the columns.
    ///
    /// - Parameter name: the column's name in the table.
    public func columnIndex(named name: String) -> Int? { indexByName[name] }

    /// The place of the column of a property.
    ///
    /// - Parameter member: the property's name.
    public func columnIndex(ofMember member: String) -> Int? { indexByMember[member] }
}
