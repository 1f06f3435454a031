/// Enum types and values that the database does not have.
extension SchemaDiff {
    static func enumChanges(
        _ shapes: [ModelShape], _ tables: [TableInfo], _ enums: [(name: String, values: [String])]
    ) -> [Change] {
        var wanted: [String: [String]] = [:]
        for shape in shapes {
            let table = tables.first { $0.name == shape.table }
            for column in shape.columns {
                guard let type = column.enumType, let name = column.enumName else { continue }
                let live = table?.columns.first { $0.name == column.name }
                // The enum may be kept in a column of text.
                if let live, live.kind != "e", column.declared == nil { continue }
                let known = live.flatMap { $0.kind == "e" && column.declared == nil ? $0.typeName : nil } ?? name
                if wanted[known] == nil { wanted[known] = type.values }
            }
        }
        return wanted.sorted { $0.key < $1.key }.compactMap { name, values in
            guard let old = enums.first(where: { $0.name == name })?.values else { return .createEnum(name, values) }
            var new = old
            for (index, value) in values.enumerated() where !old.contains(value) {
                let before = index > 0 ? new.firstIndex(of: values[index - 1]).map { $0 + 1 } : 0
                new.insert(value, at: before ?? new.endIndex)
            }
            guard new != old else { return nil }
            let columns = tables.flatMap { table in
                table.columns.filter { $0.kind == "e" && $0.typeName == name }.map { (table.name, $0) }
            }
            return .addEnumValues(EnumChange(type: name, old: old, new: new, columns: columns))
        }
    }
}
