/// What a check constraint is called that nobody gave a name.
enum CheckName {
    /// What PostgreSQL would call it: `posts_status_check` for a condition of one column, `posts_check` for others.
    static func usual(for condition: String, of table: TableName) -> String {
        let columns = columns(of: condition)
        let parts = [table.name] + (columns.count == 1 ? Array(columns) : []) + ["check"]
        return parts.joined(separator: "_")
    }

    /// The names in an expression that are no functions, types of casts, or words of SQL.
    private static func columns(of condition: String) -> Set<String> {
        let bare = condition.replacing(/'(?:[^']|'')*'/, with: "''")
        let names = bare.matches(of: /(::\s*)?(?:"((?:[^"]|"")+)"|([A-Za-z_][A-Za-z0-9_$]*))(\s*\()?/)
        return Set(
            names.compactMap { match -> String? in
                guard match.1 == nil, match.4 == nil || match.2 != nil else { return nil }
                if let quoted = match.2 { return String(quoted).replacing("\"\"", with: "\"") }
                return match.3.map { $0.lowercased() }.flatMap { words.contains($0) ? nil : $0 }
            })
    }

    private static let words: Set<String> = [
        "all", "and", "any", "array", "between", "case", "collate", "current_date", "current_timestamp", "distinct",
        "else", "end", "false", "from", "ilike", "in", "interval", "is", "isnull", "like", "not", "notnull", "null",
        "or", "similar", "symmetric", "then", "to", "true", "unknown", "when",
    ]
}
