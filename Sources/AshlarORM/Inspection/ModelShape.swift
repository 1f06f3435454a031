import AshlarPostgres

/// What a model expects of its table, without the model's type.
package struct ModelShape: Sendable {
    /// A column that the model reads and writes.
    package struct Column: Sendable {
        let name: String
        let isNullable: Bool
        let type: PostgresType
        /// Whether the database computes it, so that the model only reads it.
        let isComputed: Bool
        /// The table and column that it refers to, where a belongs-to says so.
        var reference: (table: String, column: String)?

        /// The type that a new column gets.
        var columnType: ColumnType {
            switch type {
            case .timestamptz: .timestamp
            case .inferred, .unknown: .text
            default: .custom(unsafe: type.name ?? "text")
            }
        }
    }

    let name: String
    let table: String
    var columns: [Column]
    let keyNames: [String]

    var keys: [Column] { keyNames.compactMap { key in columns.first { $0.name == key } } }

    init<M: Model>(_ model: M.Type) {
        let description = M._description
        name = description.name
        table = description.table
        keyNames = description.keys.map(\.name)
        columns = description.columns.map {
            Column(name: $0.name, isNullable: $0.isNullable, type: $0.type, isComputed: $0.role == .generated)
        }
    }

    /// The shapes of models, each with what its belongs-tos refer to.
    static func shapes(of models: [any Model.Type]) -> [ModelShape] {
        func shape<M: Model>(_ model: M.Type) -> ModelShape {
            var shape = ModelShape(model)
            for other in models {
                let target = ModelShape(other)
                for relation in M._description.relations {
                    let members = relation.foreignKeyMembers(pointingTo: other)
                    guard members.count == 1, target.keyNames.count == 1,
                        let index = M._description.columnIndex(ofMember: members[0]),
                        shape.columns.indices.contains(index)
                    else { continue }
                    shape.columns[index].reference = (target.table, target.keyNames[0])
                }
            }
            return shape
        }
        return models.map { shape($0) }
    }
}
