public import AshlarPostgres
public import Foundation

/// The type of the timestamps that a model may declare.
public typealias ModelTimestamp = Date

/// The database that `create` takes; a name of its own, so that a model's file need not import the driver.
public typealias ModelDatabase = Database

/// Where timestamps come from.
package enum ModelClock {
    /// The time that saving writes; a test sets it to one that it chose.
    @TaskLocal package static var now: @Sendable () -> Date = { Date() }
}
