import AshlarSupport

extension PostgresError: CustomDebugStringConvertible {
    /// What failed, where and what to do, without any value.
    ///
    /// The server's detail is in it only where it speaks of names and types, as that of "cannot be implemented"
    /// and of "other objects depend on it" does.
    ///
    /// ```
    /// duplicate key value violates unique constraint "users_email_key" (23505 unique_violation)
    ///   Constraint: users_email_key
    ///   SQL: insert into users (email) values ($1)
    ///   At: App/UserController.swift:12
    /// ```
    public var description: String { text(isComplete: false) }

    /// The description with the server's detail and context and the values in a short form: for the log.
    public var debugDescription: String { text(isComplete: true) }

    private func text(isComplete: Bool) -> String {
        var lines = [message + (sqlState.map { " (\($0))" } ?? "")]
        func add(_ title: String, _ value: String?) {
            if let value, !value.isEmpty { lines.append("  \(title): \(value)") }
        }
        if isComplete || isOfDefinitions { add("Detail", detail) }
        add("Hint", hint)
        add("Constraint", constraint)
        if isComplete {
            add("Table", table.map { table in schema.map { "\($0).\(table)" } ?? table })
            add("Column", column)
            add("Context", context)
        }
        add("SQL", sql)
        add("Near", near)
        if isComplete {
            for (index, binding) in bindings.enumerated() { add("$\(index + 1)", binding.debugDescription) }
        }
        add("At", location?.description)
        for holder in holders { add("Held by", holder.description) }
        add("Next", suggestion)
        return lines.joined(separator: "\n")
    }

    /// Whether it is about the names and types of a statement (class 42, 2BP01, 0A000), not about the rows it met.
    private var isOfDefinitions: Bool {
        guard let code = sqlState?.rawValue else { return false }
        return code.hasPrefix("42") || code == "2BP01" || code == "0A000"
    }

    /// The statement from the place of the failure on.
    private var near: String? {
        guard let sql, let position, position > 0 else { return nil }
        let rest = sql.unicodeScalars.dropFirst(position - 1).prefix(30)
        return rest.isEmpty ? nil : "\(String(rest)) (character \(position))"
    }
}
