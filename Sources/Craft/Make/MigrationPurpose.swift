import AshlarSupport

/// What a migration is for, as its name tells: `create_posts_table`, `add_slug_to_posts`.
enum MigrationPurpose: Sendable, Equatable {
    /// It makes a table.
    case create(table: String)
    /// It adds a column to a table.
    case add(column: String, table: String)
    /// It takes a column away from a table.
    case remove(column: String, table: String)
    /// The name does not tell.
    case other

    /// Guesses from a name in any case.
    ///
    /// - Parameters:
    ///   - name: the name.
    ///   - tableNamed: the table that is meant where one is added to or taken away from.
    init(name: String, tableNamed: (String) -> String = { $0 }) {
        let words = CaseConversion.words(name)
        func joined(_ words: some Sequence<String>) -> String { words.joined(separator: "_") }
        func tableAfter(_ preposition: String) -> (column: String, table: String)? {
            guard let index = words.lastIndex(of: preposition), index > 1 else { return nil }
            let column = joined(words[1..<index].filter { $0 != "column" })
            let table = joined(words[(index + 1)...].filter { $0 != "table" })
            return column.isEmpty || table.isEmpty ? nil : (column, tableNamed(table))
        }
        switch words.first {
        case "create":
            let table = joined(words.dropFirst().filter { $0 != "table" })
            self = table.isEmpty ? .other : .create(table: table)
        case "add":
            self = tableAfter("to").map { .add(column: $0.column, table: $0.table) } ?? .other
        case "remove", "drop":
            self = tableAfter("from").map { .remove(column: $0.column, table: $0.table) } ?? .other
        default: self = .other
        }
    }

    /// The stub that fits.
    var stub: String {
        switch self {
        case .create: "migration.create"
        case .add: "migration.add"
        case .remove: "migration.remove"
        case .other: "migration"
        }
    }

    /// What the stub's placeholders stand for.
    var values: [String: String] {
        switch self {
        case .create(let table): ["table": table]
        case .add(let column, let table), .remove(let column, let table): ["column": column, "table": table]
        case .other: [:]
        }
    }
}
