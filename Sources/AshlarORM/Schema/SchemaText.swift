import AshlarPostgres

/// Pieces of SQL as text, for statements that take no parameters.
enum SchemaText {
    /// Why a piece cannot be part of a definition.
    typealias Problem = (message: String, suggestion: String)

    /// The text of an expression, and what is wrong with it.
    static func text(of sql: SQL, for purpose: String) -> (text: String, problem: Problem?) {
        let (text, bindings) = sql.render()
        guard !bindings.isEmpty else { return (text, nil) }
        return (
            text,
            (
                "\(purpose) binds a value, and such statements take no parameters",
                "Write the value into the expression, or use default(_:), which quotes it."
            )
        )
    }

    /// Quoted names with commas between them.
    static func list(_ names: [String]) -> String {
        names.map { SQL.identifier($0).description }.joined(separator: ", ")
    }

    static func quote(_ name: String) -> String { SQL.identifier(name).description }
}
