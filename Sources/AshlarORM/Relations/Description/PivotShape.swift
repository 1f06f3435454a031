import AshlarPostgres

/// What the model of a pivot says about its table.
struct PivotShape: Sendable {
    let table: String
    /// The table as an INSERT, UPDATE or DELETE names it.
    let name: String
    /// The table as a JOIN names it.
    let source: String
    let columns: [String]
    let createdAt: String?
    let updatedAt: String?
    /// The model's own conditions.
    let scope: @Sendable () -> SQL?
    private let foreignKeys: @Sendable (any Model.Type) -> [String]

    init?(_ model: (any Model.Type)?) {
        guard let model else { return nil }
        self.init(opened: model)
    }

    private init<M: Model>(opened model: M.Type) {
        let description = M._description
        table = description.table
        name = description.quotedTable
        source = description.quotedTable
        columns = description.columns.map(\.qualifiedName)
        let column = { (member: String) in
            description.columnIndex(ofMember: member).map { description.columns[$0].quotedName }
        }
        createdAt = column("createdAt")
        updatedAt = column("updatedAt")
        scope = { QueryScoping().condition(for: M.self).map { "(" + $0.sql + ")" } }
        foreignKeys = { target in
            description.relations.compactMap { $0.foreignKeyMember(pointingTo: target) }
                .compactMap { description.columnIndex(ofMember: $0) }.map { description.columns[$0].name }
        }
    }

    /// The column by which the pivot belongs to a model, if there is one such.
    func foreignKey(_ model: any Model.Type) -> String? {
        let keys = foreignKeys(model)
        return keys.count == 1 ? keys.first : nil
    }
}
