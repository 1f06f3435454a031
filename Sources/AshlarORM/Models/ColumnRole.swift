/// What a column of a model is for, where it is not plain data.
public enum ColumnRole: Sendable {
    /// Data that the app writes.
    case plain
    /// Computed by the database (`GENERATED ALWAYS AS … STORED`): read, never written.
    case generated
    /// Text that is hashed before it is stored.
    case hashed
    /// The number of a row's version: saving a model whose row has another one is refused.
    case version
    /// When the row was deleted softly; NULL for one that was not.
    case deletionTime
}
