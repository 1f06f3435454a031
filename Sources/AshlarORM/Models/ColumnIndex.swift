/// The index of one column that a model asks for: `@Index`, `@Unique`.
public enum ColumnIndex: Sendable, Hashable {
    /// To find rows by the column.
    case plain(IndexMethod)
    /// No two rows have the same value.
    case unique
}
