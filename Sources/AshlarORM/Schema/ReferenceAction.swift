/// What happens to a row that refers to another when that one goes or changes its key.
public enum ReferenceAction: String, Sendable {
    /// It goes or changes too.
    case cascade = "CASCADE"
    /// Its column becomes NULL.
    case setNull = "SET NULL"
    /// Its column gets its default.
    case setDefault = "SET DEFAULT"
    /// The statement is refused at once.
    case restrict = "RESTRICT"
    /// The statement is refused when the constraint is checked: PostgreSQL's default.
    case noAction = "NO ACTION"
}

/// When a constraint is checked.
enum Deferral: String, Sendable {
    case initiallyDeferred = " DEFERRABLE INITIALLY DEFERRED"
    case initiallyImmediate = " DEFERRABLE INITIALLY IMMEDIATE"
}

/// What follows REFERENCES.
struct ForeignKeyClauses: Sendable {
    var deletion: ReferenceAction?
    var update: ReferenceAction?
    var deferral: Deferral?
    var isNotValid = false

    var sql: String {
        var sql = ""
        if let deletion { sql += " ON DELETE \(deletion.rawValue)" }
        if let update { sql += " ON UPDATE \(update.rawValue)" }
        if let deferral { sql += deferral.rawValue }
        if isNotValid { sql += " NOT VALID" }
        return sql
    }
}
