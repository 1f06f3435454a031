/// Checks that let a column have the values of an enum of Swift, and no others.
extension SchemaDiff {
    /// A check that is missing, or that allows other values than the enum has.
    package struct CheckChange: Sendable {
        /// The column.
        let column: String
        /// The enum's values in the order of its cases.
        let values: [String]
        /// The check that goes for it.
        let old: CheckInfo?
        /// The constraint's name.
        let name: String

        /// What the column had to be before; nil where it could be anything.
        var oldValues: [String]? { old?.allowedTexts }
    }

    static func checks(_ shape: ModelShape, _ table: TableInfo) -> [Change] {
        shape.columns.compactMap { column in
            // A column that comes with this migration brings its check along, and a reference allows less than any list.
            guard let values = column.checkedTexts, !shape.keyNames.contains(column.name),
                let live = table.columns.first(where: { $0.name == column.name }), live.kind == "b",
                TypeFamily.isText(live)
            else { return nil }
            let own = table.checks.filter { $0.columns == [column.name] }
            let lists = own.filter { $0.allowedTexts != nil }
            if lists.contains(where: { Set($0.allowedTexts ?? []) == Set(values) }) { return nil }
            // Whoever wrote another condition for the column had a reason.
            if lists.isEmpty, !own.isEmpty { return nil }
            let name = lists.first?.name ?? freeName(shape.table, [column.name], "check", table.checks.map(\.name))
            return .changeCheck(
                CheckChange(column: column.name, values: values, old: lists.first, name: name), table: shape.table)
        }
    }
}

extension ModelShape.Column {
    /// The only texts that the column may have: those of an enum of Swift that is stored as text.
    var checkedTexts: [String]? { reference == nil && !isComputed ? texts : nil }
}
