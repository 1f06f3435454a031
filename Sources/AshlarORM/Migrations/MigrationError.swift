public import AshlarSupport

/// A migration did not run.
public struct MigrationError: DetailedError, CustomDebugStringConvertible {
    /// The kinds of error; more may be added.
    public struct Kind: Sendable, Hashable {
        private let name: String
        /// The migration's own code or a statement of it failed.
        public static let failed = Kind(name: "failed")
        /// It ran once, but is not in the list any more.
        public static let missing = Kind(name: "missing")
        /// Two migrations have the same name.
        public static let duplicate = Kind(name: "duplicate")
    }

    /// What kind of error it is.
    public let kind: Kind
    /// The migration's name.
    public let migration: String
    /// What failed inside the migration.
    public let cause: (any Error)?
    /// What happened.
    public let description: String
    /// What to do about it.
    public let suggestion: String?

    /// Where the statement that failed was written.
    public var location: SourceLocation? { (cause as? any DetailedError)?.location }

    /// The description and the cause in full.
    public var debugDescription: String {
        guard let cause else { return description }
        return "\(description)\n\(String(reflecting: cause))"
    }

    static func failed(
        _ migration: String, _ direction: MigrationRun.Direction, _ cause: any Error, isWhole: Bool, attempts: Int
    ) -> Self {
        var suggestion = (cause as? any DetailedError)?.suggestion
        if attempts > 1 {
            suggestion =
                "Others kept the table locked, \(attempts) times. Find out who with select * from "
                + "pg_stat_activity where state <> 'idle', and run it again."
        } else if suggestion == nil {
            suggestion =
                isWhole
                ? "Nothing of it was kept. Correct it and run it again."
                : "It ran without a transaction: what it did before stays. Correct it so that it can begin again."
        }
        return Self(
            kind: .failed, migration: migration, cause: cause,
            description: "The migration \"\(migration)\" failed going \(direction): \(cause)", suggestion: suggestion)
    }

    static func missing(_ migration: String) -> Self {
        Self(
            kind: .missing, migration: migration, cause: nil,
            description: "The migration \"\(migration)\" ran on this database but the app does not list it, "
                + "so it cannot be taken back",
            suggestion: "Put it back into the list of migrations, or remove its row from the table \"migrations\" "
                + "if the tables no longer have its change.")
    }

    static func listedTwice(_ first: String, _ second: String) -> Self {
        Self(
            kind: .duplicate, migration: second, cause: nil,
            description: "One migration is listed as \"\(first)\" and as \"\(second)\"",
            suggestion: "A module brings its migrations itself: take them out of the app's list.")
    }

    static func duplicate(_ migration: String) -> Self {
        Self(
            kind: .duplicate, migration: migration, cause: nil,
            description: "Two migrations have the name \"\(migration)\"",
            suggestion: "Remove one from the list, or give one another `static var name`.")
    }
}
