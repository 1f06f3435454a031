/// What the linter understands of SQL that was written by hand.
enum RawStatement {
    /// The statement, and what it does to a table, where a few usual forms tell it.
    static func read(_ sql: String) -> SchemaStatement {
        var statement = SchemaStatement(sql: sql)
        for part in sql.split(separator: ";") {
            let words = words(of: part)
            if words.contains("CONCURRENTLY"), words.first != "REFRESH" {
                statement.outsideTransaction = "What runs CONCURRENTLY"
            }
            if ["VACUUM", "CREATE DATABASE", "DROP DATABASE", "ALTER SYSTEM"].contains(where: {
                words.starts(with: $0.split(separator: " ").map(String.init))
            }) {
                statement.outsideTransaction = words.first.map { "\($0)" }
            }
            statement.operations += operations(words)
        }
        return statement
    }

    private static func operations(_ words: [String]) -> [TableOperation] {
        func table(after index: Int) -> TableName? {
            let noise: Set = ["ONLY", "IF", "EXISTS", "NOT", "TABLE"]
            guard let word = words.dropFirst(index).first(where: { !noise.contains($0) }) else { return nil }
            let parts = word.split(separator: ".").map { $0.trimmingQuotes }
            guard let name = parts.last else { return nil }
            return TableName(name, in: parts.count > 1 ? parts.first : nil)
        }
        func has(_ phrase: String) -> Bool {
            let wanted = phrase.split(separator: " ").map(String.init)
            return words.indices.contains { words[$0...].starts(with: wanted) }
        }
        if words.starts(with: ["CREATE", "TABLE"]), let table = table(after: 2) {
            return [
                TableOperation(table: table, action: "makes the table", lock: .none, cost: .instant, isCreation: true)
            ]
        }
        if words.first == "CREATE", has("INDEX"), !has("CONCURRENTLY"), let on = words.firstIndex(of: "ON"),
            let table = table(after: on + 1)
        {
            return [Recipes.index(["..."], isConcurrent: false, on: table)]
        }
        if words.starts(with: ["DROP", "TABLE"]), let table = table(after: 2) { return [Recipes.dropTable(table)] }
        guard words.starts(with: ["ALTER", "TABLE"]), let table = table(after: 2) else { return [] }
        var operations: [TableOperation] = []
        func word(after phrase: String) -> String {
            let wanted = phrase.split(separator: " ").map(String.init)
            let start = words.indices.first { words[$0...].starts(with: wanted) } ?? 0
            return words.dropFirst(start + wanted.count).first { !["IF", "EXISTS"].contains($0) }?.trimmingQuotes ?? ""
        }
        if has("SET NOT NULL"), let set = words.firstIndex(of: "SET"), set > 0 {
            operations.append(Recipes.setNotNull(words[set - 1].trimmingQuotes, of: table))
        }
        if has("DROP COLUMN") { operations.append(Recipes.dropColumn(word(after: "DROP COLUMN"), of: table)) }
        if has("RENAME COLUMN") {
            operations.append(Recipes.renameColumn(word(after: "RENAME COLUMN"), to: word(after: "TO"), of: table))
        } else if has("RENAME TO") {
            operations.append(Recipes.renameTable(table, to: word(after: "RENAME TO")))
        }
        if has("FOREIGN KEY"), !has("NOT VALID") {
            operations += Recipes.foreignKey(
                ["..."], to: TableName(word(after: "REFERENCES")), isValidated: true, on: table)
        }
        if has("TYPE"), let type = words.firstIndex(of: "TYPE"), type > 0 {
            let column = words[type - 1] == "DATA" && type > 2 ? words[type - 3] : words[type - 1]
            operations.append(
                Recipes.changeType(column.trimmingQuotes, to: words.dropFirst(type + 1).first ?? "", of: table))
        }
        return operations
    }

    /// Keywords in capitals; names as they are, with their quotes.
    private static func words(of sql: some StringProtocol) -> [String] {
        let separators: Set<Character> = [" ", "\n", "\t", "\r", ",", "(", ")"]
        return sql.split(whereSeparator: separators.contains).map { word in
            let upper = word.uppercased()
            return keywords.contains(upper) ? upper : String(word)
        }
    }

    private static let keywords: Set<String> = [
        "ALTER", "COLUMN", "CONCURRENTLY", "CREATE", "DATA", "DATABASE", "DROP", "EXISTS", "FOREIGN", "IF", "INDEX",
        "KEY",
        "NOT", "NULL", "ON", "ONLY", "REFERENCES", "REFRESH", "RENAME", "SET", "SYSTEM", "TABLE", "TO", "TYPE",
        "UNIQUE",
        "VACUUM", "VALID",
    ]
}

extension StringProtocol {
    fileprivate var trimmingQuotes: String { String(filter { $0 != "\"" }) }
}
