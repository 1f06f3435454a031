import AshlarPostgres
public import AshlarSupport

/// Makes hashes of secrets that nobody needs to read again, such as passwords.
public protocol TextHashing: Sendable {
    /// The hash of a text.
    func hash(_ text: String) async throws -> String

    /// Whether a text is such a hash, so that it is stored as it is.
    func isHash(_ text: String) -> Bool
}

/// A model with a `@Hashed` column was saved, and there is nothing to hash with.
public struct HashingMissing: DetailedError, Equatable {
    /// The column's property: `User.password`.
    public let property: String
    /// Where the model was saved.
    public let location: SourceLocation?

    /// What is missing.
    public var description: String { "\(property) is to be hashed, and there is nothing to hash with" }

    /// To set it.
    public var suggestion: String? { "Set database.models.hashing at boot." }
}

extension Database {
    /// Hashes a text, unless it is a hash already.
    func hash(_ text: String, of property: String, file: String, line: Int) async throws -> String {
        guard let hashing = models.hashing else {
            throw HashingMissing(property: property, location: SourceLocation(file: file, line: line))
        }
        return hashing.isHash(text) ? text : try await hashing.hash(text)
    }
}
