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
}
