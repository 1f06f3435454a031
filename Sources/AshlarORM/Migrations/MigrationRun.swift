/// A migration that just ran.
public struct MigrationRun: Sendable, Equatable {
    /// Which way it went.
    public enum Direction: String, Sendable {
        /// Forward.
        case up
        /// Back.
        case down
    }

    /// The migration's name.
    public let name: String
    /// Which way it went.
    public let direction: Direction
    /// The batch it ran in: all migrations of one `migrate` share a number, counted from 1.
    public let batch: Int
    /// How long it took.
    public let duration: Duration
    /// What users of the app would have noticed, where the linter warns.
    public let warnings: [LintFinding]
}

/// What a migration would send.
public struct MigrationPlan: Sendable, Equatable {
    /// The migration's name.
    public let name: String
    /// Which way it would go.
    public let direction: MigrationRun.Direction
    /// The statements of its schema, in order.
    public let statements: [String]
    /// Why there may be more: the migration's own reading or writing of rows, which was not done.
    public let note: String?
    /// What production refuses, judged by the rows of this database; none where nobody looks.
    public let refusals: [LintFinding]
}
