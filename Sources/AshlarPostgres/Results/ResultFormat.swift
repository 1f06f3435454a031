/// How the values of a result come.
public enum ResultFormat: Sendable, Hashable {
    /// As PostgreSQL keeps them; Swift types are read from it.
    case binary
    /// As `psql` shows them: every type, known to this library or not, is read as `String`.
    case text
}
