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
        /// The type that the model names.
        let declared: ColumnType?
        /// The index that the model asks for.
        let index: ColumnIndex?
        /// The initial value of a new model, where it is a constant.
        let initial: String?
        /// The enum of PostgreSQL's own that the property stands for.
        let enumType: ModelEnum?
        /// The values of an enum of Swift that is stored as text.
        let texts: [String]?
        /// Whether the table's key begins with it, so that its reference needs no index.
        var isLedByKey = false

        /// The name of that enum's type.
        var enumName: String? { enumType.map { declared?.canonical ?? $0.name } }

        /// The type that a new column gets.
        var columnType: ColumnType {
            if let declared { return declared }
            if let enumName { return .named(enumName) }
            return switch type {
            case .timestamptz: .timestamp
            case .inferred, .unknown: .text
            default: .custom(unsafe: type.name ?? "text")
            }
        }
    }

    /// An index that the model asks for.
    package struct Index: Sendable, Hashable {
        let columns: [String]
        let isUnique: Bool
        let method: IndexMethod
    }

    /// Columns that together hold the key of another table.
    package struct ForeignKey: Sendable {
        let columns: [String]
        let table: String
        let targetColumns: [String]
    }

    let name: String
    let table: String
    var columns: [Column]
    let keyNames: [String]
    /// The indexes that are asked for, those of one column first.
    let indexes: [Index]
    /// What refers to a key of several columns.
    private(set) var foreignKeys: [ForeignKey] = []
    /// Whether it is a table between models that no model has.
    private(set) var isBetween = false

    init(
        name: String, table: String, columns: [Column], keyNames: [String], indexes: [Index], foreignKeys: [ForeignKey],
        isBetween: Bool
    ) {
        self.name = name
        self.table = table
        self.columns = columns
        self.keyNames = keyNames
        self.indexes = indexes
        self.foreignKeys = foreignKeys
        self.isBetween = isBetween
    }

    var keys: [Column] { keyNames.compactMap { key in columns.first { $0.name == key } } }

    init<M: Model>(_ model: M.Type) {
        let description = M._description
        name = description.name
        table = description.table
        keyNames = description.keys.map(\.name)
        columns = description.columns.map {
            Column(
                name: $0.name, isNullable: $0.isNullable, type: $0.type, isComputed: $0.role == .generated,
                declared: $0.declaredType, index: $0.index, initial: $0.initialText, enumType: $0.enumType,
                texts: $0.texts)
        }
        let single = description.columns.compactMap { column in
            column.index.map { index in
                switch index {
                case .unique: Index(columns: [column.name], isUnique: true, method: .btree)
                case .plain(let method): Index(columns: [column.name], isUnique: false, method: method)
                }
            }
        }
        func column(_ member: String) -> String {
            description.columnIndex(ofMember: member).map { description.columns[$0].name } ?? member
        }
        let own = M.indexes.map {
            Index(columns: $0.members.map(column), isUnique: $0.isUnique, method: $0.method)
        }
        // Rows are looked for by the kind and the key of the model that they belong to.
        let morphs = description.relations.compactMap { $0 as? any MorphToMembers }
            .map { Index(columns: [column($0.typeMember), column($0.keyMember)], isUnique: false, method: .btree) }
            .filter { morph in !own.contains { Array($0.columns.prefix(2)) == morph.columns } }
        indexes = single + own + morphs
    }

    /// The shapes of models, each with what its belongs-tos refer to.
    static func shapes(of models: [any Model.Type]) -> [ModelShape] {
        func shape<M: Model>(_ model: M.Type) -> ModelShape {
            var shape = ModelShape(model)
            for other in models {
                let target = ModelShape(other)
                for relation in M._description.relations {
                    shape.refer(
                        relation.foreignKeyMembers(pointingTo: other).compactMap {
                            M._description.columnIndex(ofMember: $0) ?? M._description.columnIndex(named: $0)
                        }, to: target, ownerKey: relation.ownerKeyMember.flatMap { column(of: other, $0) })
                }
            }
            return shape
        }
        return models.map { shape($0) }
    }

    /// The column of a property of a model.
    private static func column<M: Model>(of model: M.Type, _ member: String) -> String? {
        let description = M._description
        let index = description.columnIndex(ofMember: member) ?? description.columnIndex(named: member)
        return index.map { description.columns[$0].name }
    }

    private mutating func refer(_ places: [Int], to target: ModelShape, ownerKey: String?) {
        let targets = ownerKey.map { [$0] } ?? target.keyNames
        guard !places.isEmpty, places.count == targets.count, places.allSatisfy({ columns.indices.contains($0) }) else {
            return
        }
        if places.count == 1 {
            columns[places[0]].reference = (target.table, targets[0])
        } else {
            foreignKeys.append(
                ForeignKey(columns: places.map { columns[$0].name }, table: target.table, targetColumns: targets))
        }
    }
}
