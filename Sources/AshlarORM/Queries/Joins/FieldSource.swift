public import AshlarPostgres

/// The columns of a model, as conditions and orders name them. `@Model` writes the conformance.
public protocol ModelFields: Sendable {
    /// The columns as they are reached from a source.
    init(_source: FieldSource)
}

/// Where a query's columns come from: the model's own table, or what a way along relations leads to.
public struct FieldSource: Sendable {
    /// The name of the rows in the statement; nil for a model's own table.
    let alias: String?
    /// The name of the rows at which the way begins; nil for a model's own table.
    private let root: String?
    /// The joins of the way.
    private let joins: SQLNeeds?
    /// Whether the rows may be missing, so that all columns may be NULL.
    private let isOptional: Bool
    /// `"author".`, or nil for a model's own table.
    private let prefix: String?

    /// A model's own table.
    init() { self.init(alias: nil, root: nil, joins: nil, isOptional: false) }

    /// Rows under a name of their own.
    init(alias: String, isOptional: Bool = false) {
        self.init(alias: alias, root: alias, joins: nil, isOptional: isOptional)
    }

    private init(alias: String?, root: String?, joins: SQLNeeds?, isOptional: Bool) {
        self.alias = alias
        self.root = root
        self.joins = joins
        self.isOptional = isOptional
        prefix = alias.map { SQL.identifier($0).description + "." }
    }

    /// A column of the source.
    public func field<M: Model, Value: PostgresCodable>(_ column: ModelColumn<M>) -> Field<Value> {
        Field(name: column.name, isNullable: isNullable(column), sql: sql(column))
    }

    /// A column of the source whose property is optional.
    public func field<M: Model, Value: PostgresCodable>(_ column: ModelColumn<M>) -> OptionalField<Value> {
        OptionalField(name: column.name, isNullable: isNullable(column), sql: sql(column))
    }

    private func isNullable<M: Model>(_ column: ModelColumn<M>) -> Bool {
        isOptional || column.isNullable && !column.isKey
    }

    func sql<M: Model>(_ column: ModelColumn<M>) -> SQL {
        guard let prefix else { return SQL(unsafe: column.qualifiedName) }
        var sql = SQL(unsafe: prefix + column.quotedName)
        sql.needs = joins
        return sql
    }

    /// The columns of the model that a relation to one leads to. A statement that uses one of them joins it by itself.
    public func joined<R: JoinableRelation>(by relation: R) -> FieldSource {
        let owner = alias ?? R.Owner._description.table
        let name = self.name(for: relation.name, of: R.Owner.self)
        let scope = R.Related._description.scope(QueryScoping(), name)
        let step: SQLNeeds
        do {
            var item = R.Related.joinItem(as: name)
            var condition = Condition(
                try relation.joinCondition(from: .identifier(owner), to: .identifier(name)), shape: .all)
            if let scope {
                // What a scope joins by itself has to stand before its condition.
                if scope.sql.needs == nil {
                    condition = condition && scope
                } else {
                    item = "(" + Query<R.Related>().sql + ") AS " + SQL.identifier(name)
                }
            }
            let clause = " LEFT JOIN " + item + " ON " + condition.sql
            step = SQLNeeds(joins: [SQLJoin(root: root ?? owner, alias: name, clause: clause)])
        } catch { step = SQLNeeds(failure: error) }
        return FieldSource(
            alias: name, root: root ?? owner, joins: joins?.merging(step) ?? step,
            isOptional: isOptional || scope != nil || relation.mayBeAbsent)
    }

    /// The rows of the model that a relation to many leads to, for a query inside of the query.
    func related<R: JoinableRelation>(by relation: R) -> RelatedSource {
        let owner = alias ?? R.Owner._description.table
        let name = self.name(for: relation.name, of: R.Owner.self)
        do {
            var condition = try relation.joinCondition(from: .identifier(owner), to: .identifier(name))
            if let joins { condition.needs = condition.needs?.merging(joins) ?? joins }
            return RelatedSource(alias: name, condition: condition)
        } catch {
            var condition = SQL("FALSE")
            condition.needs = SQLNeeds(failure: error)
            return RelatedSource(alias: name, condition: condition)
        }
    }

    /// A name for what a relation leads to: `author`, then `author.company`. PostgreSQL cuts names after 63 bytes.
    private func name<M: Model>(for relation: String, of owner: M.Type) -> String {
        let name = alias.map { $0 + "." + relation } ?? relation
        if name == M._description.table { return name + "_" }
        guard name.utf8.count > 63 else { return name }
        let hash = name.utf8.reduce(UInt64(14_695_981_039_346_656_037)) { ($0 ^ UInt64($1)) &* 1_099_511_628_211 }
        return relation.prefix(20) + "." + String(hash, radix: 36)
    }
}

/// The rows that a relation to many leads to.
struct RelatedSource: Sendable {
    let alias: String
    /// Which of them belong to the row of the query around.
    let condition: SQL
}

extension Model {
    /// The columns of the model's own table.
    static var fields: Fields { Fields(_source: FieldSource()) }

    /// `"users" AS "author"`, or `"users"` where that is the name.
    static func joinItem(as alias: String) -> SQL {
        let table = SQL(unsafe: _description.quotedPath)
        let name = SQL.identifier(alias)
        return table.description == name.description ? table : table + " AS " + name
    }
}
