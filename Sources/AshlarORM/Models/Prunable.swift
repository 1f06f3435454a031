public import AshlarPostgres
import AshlarSupport

/// A model whose rows are deleted when they have become too old to be wanted: `craft db prune` does it.
///
/// ```swift
/// extension Visit: Prunable {
///     static var prunable: Query<Visit> { Self.where { $0.createdAt < Date().addingTimeInterval(-90 * 86_400) } }
/// }
/// ```
///
/// Each model is deleted as by ``Model/delete(on:file:line:)``, so that observers are told; for good where the model is
/// deleted softly otherwise. With ``prunesInBulk`` whole statements delete, and nobody is told.
public protocol Prunable: Model {
    /// The rows that are no longer wanted, those that were deleted softly among them. A limit holds for one run.
    static var prunable: Query<Self> { get }

    /// Whether rows are deleted a thousand in a statement, without telling observers.
    static var prunesInBulk: Bool { get }

    /// Is called before a model is deleted, within the transaction that deletes it; not in bulk.
    ///
    /// - Throws: what is to keep the model and end the run.
    func pruning() async throws
}

extension Prunable {
    /// One by one, with observers.
    public static var prunesInBulk: Bool { false }

    /// Does nothing.
    public func pruning() async throws {}

    /// Deletes the rows that are no longer wanted, a few at a time, so that no lock is held for long.
    ///
    /// - Parameters:
    ///   - size: how many are read, or deleted in one statement, at a time; at least 1.
    ///   - database: the database, if not the current one.
    ///   - file: the file of the call, for errors.
    ///   - line: the line of the call, for errors.
    /// - Returns: how many rows were deleted.
    /// - Throws: what ``pruning()`` or an observer throws; the rows before are gone then. `PostgresError`, such as a
    ///   violated foreign key.
    @discardableResult
    public static func prune(
        _ size: Int = 1000, on database: Database? = nil, file: String = #fileID, line: Int = #line
    ) async throws -> Int {
        let database = try database ?? Database.required(file: file, line: line)
        var query = prunableRows
        query.database = database
        var count = 0
        if prunesInBulk {
            var left = query._select.limit
            while left ?? 1 > 0 {
                let most = Swift.min(Swift.max(1, size), left ?? .max)
                let deleted = try await bulkDelete(query.limit(most), on: database, file: file, line: line)
                count += deleted
                left = left.map { $0 - deleted }
                if deleted < most { break }
            }
            return count
        }
        try await query.chunk(size, file: file, line: line) { models in
            for model in models {
                try await database.transaction(file: file, line: line) {
                    try await model.pruning()
                    try await model.delete(
                        on: database, ModelEvents(on: database), isForced: true, file: file, line: line)
                }
                count += 1
            }
        }
        return count
    }

    /// How many rows ``prune(_:on:file:line:)`` would delete now.
    public static func countPrunable(
        on database: Database? = nil, file: String = #fileID, line: Int = #line
    ) async throws -> Int {
        var query = prunableRows
        query.database = try database ?? Database.required(file: file, line: line)
        return try await query.count(file: file, line: line)
    }

    /// The query, with the rows that were deleted softly.
    private static var prunableRows: Query<Self> {
        var query = prunable
        if query._select.scoping.trashed == .left { query._select.scoping.trashed = .included }
        return query
    }

    private static func bulkDelete(
        _ query: Query<Self>, on database: Database, file: String, line: Int
    ) async throws -> Int {
        let sql = query.deleteSQL(all: true, isForced: true, file: file, line: line)
        return try await database.run(sql, file: file, line: line).affectedRows
    }
}
