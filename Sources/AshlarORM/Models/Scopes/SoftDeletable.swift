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

    /// Marks the row as deleted. The model has the time of the deletion then, and the next version where it declares one, so
    /// that it can be restored.
    ///
    /// ```swift
    /// try await card.delete()
    /// card.isTrashed               // true
    /// try await card.restore()
    /// ```
    ///
    /// - Throws: ``ModelNotSaved`` for a model that is not in the database, ``StaleModel`` if the row is gone or has another
    ///   version; what an observer throws. The model is unchanged then.
    public mutating func delete(on database: Database? = nil, file: String = #fileID, line: Int = #line) async throws {
        let database = try self.database(database, file: file, line: line)
        try await mark(on: database, ModelEvents(on: database), file: file, line: line)
    }

    /// Marks the row as deleted without telling observers.
    ///
    /// - Throws: as ``delete(on:file:line:)``.
    public mutating func deleteQuietly(
        on database: Database? = nil, file: String = #fileID, line: Int = #line
    ) async throws {
        let database = try self.database(database, file: file, line: line)
        try await mark(on: database, .none, file: file, line: line)
    }

    private mutating func mark(
        on database: Database, _ events: ModelEvents<Self>, file: String, line: Int
    ) async throws {
        let record = try requireRow(file: file, line: line)
        guard let deletion = Self._description.deletionIndex else { return }
        guard !events.isEmpty || Self._description.hasParentsToTouch else {
            let marked = try await marked(deletion, record, on: database, file: file, line: line)
            return takeOver(marked, changedSince: record, but: [deletion])
        }
        var copy = self
        try await database.transaction(file: file, line: line) {
            try await events.deleting(copy)
            let marked = try await copy.marked(deletion, record, on: database, file: file, line: line)
            try await marked.touchParents(on: database, file: file, line: line)
            copy.takeOver(marked, changedSince: record, but: [deletion])
            try await events.deleted(copy)
        }
        self = copy
    }

    /// The model as its row is, once that is marked.
    private func marked(
        _ deletion: Int, _ record: StoredRow, on database: Database, file: String, line: Int
    ) async throws -> Self {
        let description = Self._description
        let marks = description.deletionAssignmentWithoutVersion(deletion, isRestoring: false)
        return try await finish(
            "UPDATE \(unsafe: description.quotedTable) SET \(marks)", "deleted", over: record, on: database, file: file,
            line: line)
    }

    /// Makes a row that was deleted softly come back.
    ///
    /// - Throws: ``ModelNotSaved``; ``StaleModel`` if the row is gone or has another version; what an observer throws.
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
            let marks = Self._description.deletionAssignmentWithoutVersion(deletion, isRestoring: true)
            let restored = try await copy.finish(
                "UPDATE \(unsafe: Self._description.quotedTable) SET \(marks)", "restored", over: record, on: database,
                file: file, line: line)
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
