import AshlarPostgres
public import AshlarSupport

/// A struct that is a row of a table. `@Model` writes the conformance.
///
/// Models are values: a copy is independent of the original, and nothing but ``save(on:file:line:)`` and its like writes to
/// the database. Statements run on the database given with `on:`, else on the one that the model came from, else on
/// `Database.current`.
public protocol Model: MemberReadable, MemberIdentified, MemberTyped, Encodable {
    /// The type of the primary key.
    associatedtype Key: ModelKey
    /// The columns, as conditions and orders of queries name them.
    associatedtype Fields: ModelFields
    /// The relations, as `with` names them.
    associatedtype Relations: RelatedModels where Relations._Model == Self

    /// Table, columns and relations.
    static var _description: ModelDescription<Self> { get }

    /// The indexes of several columns that the table is to have; `@Index` and `@Unique` say it of one.
    static var indexes: [ModelIndex] { get }

    /// Conditions that every query for the model has, unless it says otherwise; none unless the model declares some.
    static var globalScopes: [GlobalScope<Self>] { get }

    /// Who is told when models are written; nobody unless the model declares some.
    static var observers: [any ModelObserver<Self>] { get }

    /// What the model remembers of the row that it came from.
    var _record: ModelRecord { get set }

    /// The primary key, where there is one yet.
    var _key: Key? { get }

    /// Reads a row that was selected with the columns of the description, in their order.
    init(_row: ModelRow) throws

    /// Sets the timestamps that the model declares.
    mutating func _stamp(_ now: ModelTimestamp, isNew: Bool)

    /// Makes the key and the times nil, where they can be.
    mutating func _forget()
}

extension Model {
    /// None.
    public static var indexes: [ModelIndex] { [] }

    /// None.
    public static var globalScopes: [GlobalScope<Self>] { [] }

    /// Nobody.
    public static var observers: [any ModelObserver<Self>] { [] }

    /// No timestamps are declared.
    public mutating func _stamp(_ now: ModelTimestamp, isNew: Bool) {}

    /// Whether the model came from a row or was saved.
    public var exists: Bool { _record.stored != nil }

    /// The type with the primary key; nil for a model that has none yet.
    public var memberIdentity: MemberIdentity? {
        _key.map { MemberIdentity(Self.self, key: $0, text: $0.keyText) }
    }

    /// The type of a column's property, of the models that a relation leads to, or of their number; nil for a computed
    /// property.
    public static func memberType(named name: String) -> Any.Type? {
        let description = _description
        if let place = description.columnIndex(ofMember: name) { return description.columns[place].propertyType }
        if let relation = description.relations.first(where: { $0.name == name }) { return relation.relatedType }
        // What `withCount` counts.
        let isCount = name.hasSuffix("Count") && description.relations.contains { $0.name == name.dropLast(5) }
        return isCount ? Int.self : nil
    }

    /// What stands for the model in the type column of a polymorphic relation: `post`.
    public static var morphName: String { _description.morphName }

    /// The primary key of a model that has one.
    ///
    /// - Throws: ``ModelNotSaved`` for a model whose key is nil.
    public func requireID(file: String = #fileID, line: Int = #line) throws -> Key {
        guard let key = _key else {
            throw ModelNotSaved(model: Self._description.name, location: SourceLocation(file: file, line: line))
        }
        return key
    }

    /// The database to use: the one that was asked for, the one the model came from, or the current one.
    func database(_ given: Database?, file: String, line: Int) throws -> Database {
        if let given { return given }
        if let own = _record.stored?.batch.database { return own }
        return try Database.required(file: file, line: line)
    }

    /// The row that the model came from.
    ///
    /// - Throws: ``ModelNotSaved``.
    func requireRow(file: String, line: Int) throws -> StoredRow {
        if let record = _record.stored { return record }
        throw ModelNotSaved(model: Self._description.name, location: SourceLocation(file: file, line: line))
    }

    /// The key that the row has in the database, even if the model's was changed since.
    func storedKey(file: String, line: Int) throws -> [PostgresBinding] {
        let record = try requireRow(file: file, line: line)
        let description = Self._description
        return try description.keyIndices.map { try description.columns[$0].storedBinding(of: record, at: $0) }
    }

    func stale(_ action: String, isChanged: Bool = false, file: String, line: Int) -> StaleModel {
        StaleModel(
            model: Self._description.name, key: _key?.keyText, action: action, isChanged: isChanged,
            location: SourceLocation(file: file, line: line))
    }
}
