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
    ///   - isRename: decides whether something was renamed.
    package init(
        models: [any Model.Type], tables: [TableInfo], isRename: (RenameQuestion) throws -> Bool
    ) rethrows {
        let shapes = ModelShape.shapes(of: models)
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
        changes += Self.ordered(new).map { .createTable($0) }
        for shape in shapes {
            if let table = known[shape.table] { changes += try Self.changes(shape, table, isRename) }
        }
        unknownTables = free.map(\.name)
    }

    /// Whether the database has all that the models expect.
    package var isEmpty: Bool { changes.isEmpty }

    private static func changes(
        _ shape: ModelShape, _ table: TableInfo, _ isRename: (RenameQuestion) throws -> Bool
    ) rethrows -> [Change] {
        let names = Set(shape.columns.map(\.name))
        var changes: [Change] = []
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
                if let renamed = live {
                    gone.removeAll { $0.name == renamed.name }
                    changes.append(.renameColumn(renamed.name, to: column.name, table: shape.table))
                }
            }
            guard let live else {
                changes.append(.addColumn(column, table: shape.table))
                continue
            }
            let current = live.renamed(column.name)
            if !TypeFamily.accepts(column.type, live) {
                changes.append(.changeType(current, to: column.columnType, table: shape.table))
            }
            if live.isNullable != column.isNullable, !shape.isFilledByItself(column) {
                changes.append(.changeNullability(current, toNullable: column.isNullable, table: shape.table))
            }
        }
        return changes + gone.map { .dropColumn($0, table: shape.table) }
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

extension ModelShape {
    /// Keys, timestamps and what the database computes are nil until a model is saved, but need not be in the database.
    func isFilledByItself(_ column: Column) -> Bool {
        keyNames.contains(column.name) || column.isComputed || ["created_at", "updated_at"].contains(column.name)
    }
}

extension ColumnInfo {
    func renamed(_ name: String) -> ColumnInfo {
        ColumnInfo(
            name: name, type: type, isNullable: isNullable, defaultValue: defaultValue, generation: generation,
            comment: comment, kind: kind, typeName: typeName)
    }
}
