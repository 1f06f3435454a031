import AshlarSupport

/// Writes a plain type for rows that have no key: those of a view, or of a table without one.
struct RowWriter {
    let types: SwiftTypes
    let row: InspectedTable

    /// The file.
    var source: String {
        var names: Set<String> = []
        var members: [String] = []
        var keys: [(name: String, column: String)] = []
        for column in row.table.columns {
            guard let type = types.type(of: column) else {
                members.append(
                    "// \(column.name) is of the type \(column.type), which is read as text: \"\(column.name)\"::text.")
                continue
            }
            let name = SwiftNames.property(column.name, &names)
            keys.append((name, column.name))
            members.append("let \(name): \(type)\(column.isNullable ? "?" : "")")
        }
        // Each key is looked for as it is, and in snake case.
        if keys.contains(where: { $0.name != $0.column && CaseConversion.snake($0.name) != $0.column }) {
            members += ["", "private enum CodingKeys: String, CodingKey {"]
            members += keys.map { "    case \($0.name)" + ($0.name == $0.column ? "" : " = \($0.column.swiftLiteral)") }
            members.append("}")
        }
        return """
            \(ModelWriter.imports)

            \(ModelWriter.comment(row.table))
            ///
            /// It has no key, so it is only read: `database.table(\(row.table.name.swiftLiteral)).all(as: \(row.type).self)`
            struct \(row.type): Codable, Sendable {
            \(members.map { $0.isEmpty ? "" : "    " + $0 }.joined(separator: "\n"))
            }

            """
    }
}
