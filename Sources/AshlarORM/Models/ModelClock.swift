public import AshlarPostgres
public import Foundation

/// The type of the timestamps that a model may declare.
public typealias ModelTimestamp = Date

/// The database that `create` takes; a name of its own, so that a model's file need not import the driver.
public typealias ModelDatabase = Database

/// A value of a key's column; a name of its own, so that a model's file need not import the driver.
public typealias ModelBinding = PostgresBinding

/// The rows that a key is read from; a name of its own, so that a model's file need not import the driver.
public typealias ModelRows = PostgresRows

/// A value kept as JSON; a name of its own, so that a model's file need not import the driver.
public typealias ModelJSON = JSONB

/// Where timestamps come from.
package enum ModelClock {
    /// The time that saving writes; a test sets it to one that it chose.
    @TaskLocal package static var now: @Sendable () -> Date = { Date() }

    /// The models whose timestamps saving leaves as they are in a task.
    @TaskLocal static var stopped: Set<ObjectIdentifier> = []
}
