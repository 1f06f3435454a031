public import Foundation

/// What is known of a migration.
public struct MigrationStatus: Sendable, Equatable {
    /// Whether a migration ran.
    public enum State: Sendable, Equatable {
        /// It has not run yet.
        case pending
        /// It ran.
        case ran(batch: Int, at: Date)
        /// It ran, but the app no longer lists it.
        case missing(batch: Int, at: Date)
    }

    /// The migration's name.
    public let name: String
    /// Whether it ran.
    public let state: State
    /// Whether it does something else now than when it ran: the database does not have what the source says.
    public let hasChanged: Bool
}
