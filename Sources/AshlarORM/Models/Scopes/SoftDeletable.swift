public import AshlarPostgres
import AshlarSupport

/// A model whose rows are marked when they are deleted, and left out of queries. `@SoftDeletes` on a `Date?` makes one.
public protocol SoftDeletable: Model {
    /// When the row was deleted; nil if it was not.
    var _deletionTime: ModelTimestamp? { get set }
}

extension SoftDeletable {
    /// Whether the row was deleted softly.
    public var isTrashed: Bool { _deletionTime != nil }

    /// A query for the rows that were deleted softly as well.
    public static func withTrashed() -> Query<Self> { query().withTrashed() }

    /// A query for the rows that were deleted softly.
    public static func onlyTrashed() -> Query<Self> { query().onlyTrashed() }

    /// Makes a row that was deleted softly come back.
    ///
    /// - Throws: ``ModelNotSaved``; ``StaleModel`` if the row is gone; what an observer throws.
    public mutating func restore(on database: Database? = nil, file: String = #fileID, line: Int = #line) async throws {
        let database = try self.database(database, file: file, line: line)
        try await restore(on: database, ModelEvents(on: database), file: file, line: line)
    }

    /// Makes a row that was deleted softly come back, without telling observers.
    ///
    /// - Throws: ``ModelNotSaved``; ``StaleModel`` if the row is gone.
    public mutating func restoreQuietly(
        on database: Database? = nil, file: String = #fileID, line: Int = #line
    ) async throws {
        let database = try self.database(database, file: file, line: line)
        try await restore(on: database, .none, file: file, line: line)
    }

    private mutating func restore(
        on database: Database, _ events: ModelEvents<Self>, file: String, line: Int
    ) async throws {
        let record = try requireRow(file: file, line: line)
        guard let deletion = Self._description.deletionIndex else { return }
        var copy = self
        try await database.transaction(file: file, line: line) {
            try await events.restoring(&copy)
            let restored = try await copy.finish(
                "UPDATE \(unsafe: Self._description.quotedTable) SET \(Self._description.deletionAssignment(deletion, isRestoring: true))",
                over: record, on: database, file: file, line: line)
            try await restored.touchParents(on: database, file: file, line: line)
            try await events.restored(restored)
            copy.takeOver(restored, changedSince: record, but: [deletion])
        }
        self = copy
    }

    /// Deletes the row for good.
    ///
    /// - Throws: as ``Model/delete(on:file:line:)``.
    public func forceDelete(on database: Database? = nil, file: String = #fileID, line: Int = #line) async throws {
        let database = try self.database(database, file: file, line: line)
        try await delete(on: database, ModelEvents(on: database), isForced: true, file: file, line: line)
    }

    /// Deletes the row for good, without telling observers.
    ///
    /// - Throws: as ``Model/deleteQuietly(on:file:line:)``.
    public func forceDeleteQuietly(
        on database: Database? = nil, file: String = #fileID, line: Int = #line
    ) async throws {
        let database = try self.database(database, file: file, line: line)
        try await delete(on: database, .none, isForced: true, file: file, line: line)
    }
}
