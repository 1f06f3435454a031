public import AshlarPostgres

/// A question to a model's table: a value that each step copies, so that a query can be kept and refined in several ways.
///
/// ```swift
/// let recent = Post.where { $0.publishedAt != nil }.latest()
/// let page = try await recent.with { $0.author }.paginate(2, perPage: 20)
/// let total = try await recent.count()
/// ```
///
/// Nothing is sent until one of the asynchronous functions is called.
public struct Query<M: Model>: WritableQuery {
    /// A row becomes a model.
    public typealias Row = M

    /// The database to run on; nil is the current one.
    public var database: Database?
    /// The parts of the statement.
    public var _select: SelectStatement
    /// What is loaded with the models.
    var relations: [any EagerLoad] = []
    /// The name that the rows were given, be it the table's own: ways along relations then begin with it.
    private let alias: String?

    init(database: Database? = nil, alias: String? = nil) {
        self.database = database
        self.alias = alias
        let description = M._description
        _select = SelectStatement(
            table: SQL(unsafe: description.quotedPath), name: description.table, alias: alias, scope: description.scope)
    }

    /// The model's columns.
    public var columns: M.Fields { M.Fields(_source: alias.map { FieldSource(alias: $0) } ?? FieldSource()) }

    /// All columns of the model.
    public var _columnList: SQL {
        guard let alias else { return SQL(unsafe: M._description.statements.columnList) }
        let prefix = SQL.identifier(alias).description + "."
        return SQL(unsafe: M._description.columns.map { prefix + $0.quotedName }.joined(separator: ", "))
    }

    /// The order by key.
    public var _defaultOrder: [Ordering] { _keys.map { Ordering($0, isDescending: false, isNullable: false) } }

    /// The model's name.
    public var _name: String { M._description.name }

    /// The columns of the key.
    public var _keys: [SQL] { M._description.keys.map(qualified) }

    /// How rows are marked instead of being deleted, if the model is deleted softly.
    public var _softDeletion: [Assignment]? {
        M._description.deletionIndex.map { deletionMarks($0, isRestoring: false) }
    }

    func deletionMarks(_ deletion: Int, isRestoring: Bool) -> [Assignment] {
        M._description.deletionMarks(deletion, isRestoring: isRestoring, qualified: qualified)
    }

    /// `updatedAt`, if the model declares it.
    public var _stamps: [Assignment] {
        let now = PostgresBinding(ModelClock.now())
        guard M.keepsTimestamps, let index = M._description.columnIndex(ofMember: "updatedAt"),
            M._description.columns[index].type == now.type
        else { return [] }
        return [Assignment(column: M._description.columns[index].name, value: SQL(binding: now))]
    }

    func qualified(_ column: ModelColumn<M>) -> SQL {
        guard let alias else { return SQL(unsafe: column.qualifiedName) }
        return SQL(unsafe: SQL.identifier(alias).description + "." + column.quotedName)
    }

    var condition: Condition? {
        get { _select.condition }
        set { _select.condition = newValue }
    }

    /// The query's own conditions and those of the model.
    var scopedCondition: Condition? { _select.scopedCondition }

    /// Why the query cannot be sent.
    var failure: (any Error)? {
        get { _select.failure }
        set { _select.failure = newValue }
    }

    var orderings: [Ordering] {
        get { _select.orderings }
        set { _select.orderings = newValue }
    }

    /// The models of rows that were selected with the model's columns, with the relations asked for.
    public func _decode(_ rows: PostgresRows, on database: Database, file: String, line: Int) async throws -> [M] {
        try await loaded(rows, on: database, file: file, line: line)
    }

    // MARK: Order

    /// The newest rows first: by `createdAt` if the model declares it, then by key.
    public func latest() -> Query { changed { $0.orderings += byAge(isDescending: true) } }

    /// The oldest rows first: by `createdAt` if the model declares it, then by key.
    public func oldest() -> Query { changed { $0.orderings += byAge(isDescending: false) } }

    private func byAge(isDescending: Bool) -> [Ordering] {
        let description = M._description
        let created = description.columnIndex(ofMember: "createdAt").map { description.columns[$0] }
        return ([created].compactMap { $0 } + description.keys)
            .map { Ordering(qualified($0), isDescending: isDescending, isNullable: !$0.isKey) }
    }
}
