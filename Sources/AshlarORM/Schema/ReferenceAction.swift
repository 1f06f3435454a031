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
