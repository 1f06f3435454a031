/// Who makes the primary key of a new row, where the model has none yet.
public enum KeyGeneration: Sendable {
    /// The database: an identity column, or a default such as `gen_random_uuid()`.
    case database
    /// The app: a UUID of version 7, which sorts by the time it was made (RFC 9562 section 5.7).
    case uuidV7
}
