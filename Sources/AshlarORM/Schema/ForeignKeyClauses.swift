/// What follows `REFERENCES`; ``ForeignKeyOptions`` sets it.
public struct ForeignKeyClauses: Sendable {
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

    /// The calls of a migration that say it, but for ``isNotValid``.
    var source: String {
        var source = ""
        if let deletion { source += ".onDelete(.\(deletion))" }
        if let update { source += ".onUpdate(.\(update))" }
        if let deferral { source += ".deferrable(\(deferral == .initiallyDeferred ? "" : "initially: false"))" }
        return source
    }
}

/// When a constraint is checked.
enum Deferral: String, Sendable {
    case initiallyDeferred = " DEFERRABLE INITIALLY DEFERRED"
    case initiallyImmediate = " DEFERRABLE INITIALLY IMMEDIATE"
}
