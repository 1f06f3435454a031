public import AshlarPostgres

/// When a trigger is called.
public enum TriggerTime: String, Sendable {
    /// Before the row is written: the function may change it.
    case before = "BEFORE"
    /// When the row is written.
    case after = "AFTER"
    /// Instead of writing to a view.
    case insteadOf = "INSTEAD OF"
}

/// What a trigger is called for.
public struct TriggerEvent: Sendable {
    let sql: String

    /// A row is inserted.
    public static let insert = TriggerEvent(sql: "INSERT")
    /// A row is updated.
    public static let update = TriggerEvent(sql: "UPDATE")
    /// A row is deleted.
    public static let delete = TriggerEvent(sql: "DELETE")
    /// All rows are deleted at once; only for each statement.
    public static let truncate = TriggerEvent(sql: "TRUNCATE")
    /// One of some columns is updated.
    public static func update(of columns: [String]) -> TriggerEvent {
        TriggerEvent(sql: "UPDATE OF \(SchemaText.list(columns))")
    }
}

/// Functions and triggers.
extension Schema {
    /// Makes a function, or replaces the one that is there.
    ///
    /// ```swift
    /// try await schema.createFunction(
    ///     "touch", returns: "trigger", body: "BEGIN NEW.updated_at = now(); RETURN NEW; END")
    /// ```
    ///
    /// - Parameters:
    ///   - function: its name.
    ///   - arguments: its parameters as SQL: `"a integer, b text"`.
    ///   - result: its type as SQL; of no use to a procedure.
    ///   - language: `plpgsql`, `sql` or another that the server has.
    ///   - attributes: what else is said of it: `"IMMUTABLE STRICT"`.
    ///   - body: what it does, without quotes around it.
    ///   - file: the file of the call, for errors.
    ///   - line: the line of the call, for errors.
    public func createFunction(
        _ function: String, _ arguments: SQL = "", returns result: SQL, language: String = "plpgsql",
        _ attributes: SQL = "", body: SQL, file: String = #fileID, line: Int = #line
    ) async throws {
        let arguments = try text(of: arguments, "a function", function, file, line)
        let result = try text(of: result, "a function", function, file, line)
        let attributes = try text(of: attributes, "a function", function, file, line)
        let body = try text(of: body, "a function", function, file, line)
        var quote = "$$"
        while body.contains(quote) { quote = "$b" + quote.dropFirst() }
        try await perform(
            "CREATE OR REPLACE FUNCTION \(name(function).sql)(\(arguments)) RETURNS \(result) "
                + "LANGUAGE \(SchemaText.quote(language))\(attributes.isEmpty ? "" : " \(attributes)") AS \(quote)\(body)\(quote)",
            [], file, line)
    }

    /// Removes a function.
    ///
    /// - Parameters:
    ///   - function: its name.
    ///   - arguments: the types of its parameters, where there are several functions of the name.
    ///   - cascade: whether the triggers that call it go too.
    ///   - file: the file of the call, for errors.
    ///   - line: the line of the call, for errors.
    public func dropFunction(
        _ function: String, _ arguments: SQL? = nil, cascade: Bool = false, file: String = #fileID, line: Int = #line
    ) async throws {
        let list = try arguments.map { "(\(try text(of: $0, "a function", function, file, line)))" } ?? ""
        try await perform("DROP FUNCTION \(name(function).sql)\(list)\(cascade ? " CASCADE" : "")", [], file, line)
    }

    /// Makes a trigger: a function that is called when rows are written.
    ///
    /// ```swift
    /// try await schema.createTrigger("posts_touch", .before, [.update], on: "posts", calls: "touch")
    /// ```
    ///
    /// - Parameters:
    ///   - trigger: its name.
    ///   - time: when it is called.
    ///   - events: what for.
    ///   - table: the table.
    ///   - function: the function, which returns `trigger`.
    ///   - forEachRow: whether it is called for each row, or once for a statement.
    ///   - condition: only where that is met; `NEW` and `OLD` are the row.
    ///   - file: the file of the call, for errors.
    ///   - line: the line of the call, for errors.
    public func createTrigger(
        _ trigger: String, _ time: TriggerTime, _ events: [TriggerEvent], on table: String, calls function: String,
        forEachRow: Bool = true, when condition: SQL? = nil, file: String = #fileID, line: Int = #line
    ) async throws {
        guard !events.isEmpty else {
            throw refuse(
                trigger, ("a trigger is called for nothing", "Name events: [.insert]."), file: file, line: line)
        }
        let table = name(table)
        var sql = "CREATE TRIGGER \(SchemaText.quote(trigger)) \(time.rawValue) "
        sql += events.map(\.sql).joined(separator: " OR ")
        sql += " ON \(table.sql) FOR EACH \(forEachRow ? "ROW" : "STATEMENT")"
        if let condition { sql += " WHEN (\(try text(of: condition, "a trigger", trigger, file, line)))" }
        sql += " EXECUTE FUNCTION \(name(function).sql)()"
        let operation = TableOperation(
            table: table, action: "adds a trigger", lock: .shareRowExclusive, cost: .instant)
        try await perform(sql, [operation], file, line)
    }

    /// Removes a trigger.
    public func dropTrigger(
        _ trigger: String, on table: String, file: String = #fileID, line: Int = #line
    ) async throws {
        try await perform("DROP TRIGGER \(SchemaText.quote(trigger)) ON \(name(table).sql)", [], file, line)
    }
}
