/// What models expect and the database does not have.
package struct SchemaDiff: Sendable {
    /// One difference.
    package enum Change: Sendable {
        case createTable(ModelShape)
        case renameTable(String, to: String)
        case addColumn(ModelShape.Column, table: String)
        case dropColumn(ColumnInfo, table: String)
        case renameColumn(String, to: String, table: String)
        case changeType(ColumnInfo, to: ColumnType, table: String)
        case changeNullability(ColumnInfo, toNullable: Bool, table: String)
        case changeDefault(ColumnInfo, to: String, table: String)
        case createEnum(String, [String])
        case addEnumValues(EnumChange)
        case addIndex(ModelShape.Index, name: String, table: String)
        case addForeignKey(ModelShape.ForeignKey, name: String, table: String)
        case changeCheck(CheckChange, table: String)
    }

    /// An enum type that lacks values.
    package struct EnumChange: Sendable {
        /// The type's name.
        let type: String
        /// The values that it has, in order.
        let old: [String]
        /// The values that it is to have, those that no model knows among them.
        let new: [String]
        /// The columns that hold it, by table.
        let columns: [(table: String, column: ColumnInfo)]

        /// The values to add, each with the one that it stands behind, or in front of.
        var additions: [(value: String, after: String?, before: String?)] {
            new.indices.filter { !old.contains(new[$0]) }.map { index in
                index > 0 ? (new[index], new[index - 1], nil) : (new[index], nil, old.first)
            }
        }
    }

    /// Something that may have got another name, or gone while another thing came.
    package struct RenameQuestion: Sendable, Hashable {
        /// `posts.body`, or `articles` for a table.
        package let old: String
        /// `posts.content`, or `posts`.
        package let new: String

        package init(old: String, new: String) {
            self.old = old
            self.new = new
        }
    }

    /// The differences, in the order in which they can be made.
    package private(set) var changes: [Change] = []
    /// Tables that no model has; nothing is done about them.
    package private(set) var unknownTables: [String] = []

    /// Compares models with tables.
    ///
    /// - Parameters:
    ///   - models: all models of the app.
    ///   - tables: all tables of the database.
    ///   - enums: all enum types of the database, with their values.
    ///   - isRename: decides whether something was renamed.
    package init(
        models: [any Model.Type], tables: [TableInfo], enums: [(name: String, values: [String])] = [],
        isRename: (RenameQuestion) throws -> Bool
    ) rethrows {
        let own = ModelShape.shapes(of: models)
        let shapes = own + ModelShape.between(models, own)
        let enumChanges = Self.enumChanges(shapes, tables, enums)
        var known = Dictionary(tables.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        let wanted = Set(shapes.map(\.table))
        var free = tables.filter { !wanted.contains($0.name) && $0.name != "migrations" }
        var new: [ModelShape] = []
        for shape in shapes where known[shape.table] == nil {
            let candidates = free.filter { Self.isAlike($0, shape) }
            var renamed: TableInfo?
            for candidate in candidates where renamed == nil {
                if try isRename(RenameQuestion(old: candidate.name, new: shape.table)) { renamed = candidate }
            }
            guard let renamed else {
                new.append(shape)
                continue
            }
            free.removeAll { $0.name == renamed.name }
            known[shape.table] = renamed
            changes.append(.renameTable(renamed.name, to: shape.table))
        }
        changes = enumChanges + changes
        changes += Self.ordered(new).map { .createTable($0) }
        // A table between that is there may have more than the models need of it.
        for shape in own {
            if let table = known[shape.table] { changes += try Self.changes(shape, table, isRename, enumChanges) }
        }
        unknownTables = free.map(\.name)
    }

    /// Whether the database has all that the models expect.
    package var isEmpty: Bool { changes.isEmpty }

    private static func changes(
        _ shape: ModelShape, _ table: TableInfo, _ isRename: (RenameQuestion) throws -> Bool, _ enums: [Change]
    ) rethrows -> [Change] {
        let names = Set(shape.columns.map(\.name))
        var changes: [Change] = []
        var renamed: [String: String] = [:]
        // What the database computes by itself need not be in a model.
        var gone = table.columns.filter { column in
            !names.contains(column.name)
                && (column.generation == nil || column.generation?.hasPrefix("identity") == true)
        }
        for column in shape.columns {
            var live = table.columns.first { $0.name == column.name }
            if live == nil {
                for candidate in gone where live == nil && TypeFamily.accepts(column.type, candidate) {
                    let question = RenameQuestion(
                        old: "\(shape.table).\(candidate.name)", new: "\(shape.table).\(column.name)")
                    if try isRename(question) { live = candidate }
                }
                if let old = live {
                    gone.removeAll { $0.name == old.name }
                    renamed[old.name] = column.name
                    changes.append(.renameColumn(old.name, to: column.name, table: shape.table))
                }
            }
            guard let live else {
                changes.append(.addColumn(column, table: shape.table))
                continue
            }
            let current = live.renamed(column.name)
            if column.declared.map({ $0.canonical != live.type }) ?? !TypeFamily.accepts(column.type, live) {
                changes.append(.changeType(current, to: column.columnType, table: shape.table))
            }
            if lacksDefault(column, live, enums) {
                changes.append(.changeDefault(current, to: column.initial ?? "", table: shape.table))
            }
            if live.isNullable != column.isNullable, !shape.isFilledByItself(column) {
                changes.append(.changeNullability(current, toNullable: column.isNullable, table: shape.table))
            }
        }
        return changes + gone.map { .dropColumn($0, table: shape.table) }
            + additions(shape, table.renamed(renamed))
    }

    /// Tables after those that they refer to, as far as that goes.
    private static func ordered(_ shapes: [ModelShape]) -> [ModelShape] {
        var waiting = shapes.sorted { $0.table < $1.table }
        var ordered: [ModelShape] = []
        while !waiting.isEmpty {
            let names = Set(waiting.map(\.table))
            let index = waiting.firstIndex { shape in
                shape.columns.allSatisfy { column in
                    column.reference.map { !names.contains($0.table) || $0.table == shape.table } ?? true
                }
            }
            ordered.append(waiting.remove(at: index ?? waiting.startIndex))
        }
        return ordered
    }

    private static func isAlike(_ table: TableInfo, _ shape: ModelShape) -> Bool {
        let names = Set(table.columns.map(\.name))
        let common = shape.columns.count { names.contains($0.name) }
        return common * 2 > max(names.count, shape.columns.count)
    }
}
