import AshlarPostgres
import AshlarSupport
import Synchronization

/// The models that came from one statement.
///
/// They share this object, so that a relation which is read on one of them is loaded for all.
public final class ModelBatch: Sendable {
    /// The rows as PostgreSQL sent them.
    let rows: PostgresRows
    /// The model that a row is.
    let model: any Model.Type
    /// The database they came from.
    let database: Database
    /// The query that they came from, and the way from its models to these.
    let origin: BatchOrigin
    /// Where the columns of a pivot's model begin, behind those of the model.
    let pivotOffset: Int
    /// Whose rows and relations to use; a saved model keeps those that it was fetched with.
    private let siblings: ModelBatch?
    private let caches = Mutex<[CacheKey: any Sendable]>([:])

    /// What a cache holds.
    enum CacheKey: Hashable, Sendable {
        /// A relation by its place in its model.
        case relation(ObjectIdentifier, Int)
        /// A number about the related models, by what tells it from others.
        case aggregate(ObjectIdentifier, String)
    }

    /// A batch.
    ///
    /// - Parameters:
    ///   - rows: the rows of the statement.
    ///   - model: the model that a row is.
    ///   - database: the database that answered.
    ///   - siblings: the batch that the row's model was fetched with, if this is the answer to saving it.
    ///   - origin: the query behind it, if this is not one itself.
    ///   - pivotOffset: where the columns of a pivot's model begin; behind all others by default.
    ///   - file: the file of the call.
    ///   - line: the line of the call.
    init(
        rows: PostgresRows, of model: any Model.Type, database: Database, siblings: ModelBatch? = nil,
        origin: BatchOrigin? = nil, pivotOffset: Int? = nil, file: String, line: Int
    ) {
        self.rows = rows
        self.model = model
        self.database = database
        self.siblings = siblings?.source
        self.pivotOffset = pivotOffset ?? rows.columns.count
        self.origin = origin ?? siblings?.origin ?? BatchOrigin(root: model, path: [], file: file, line: line)
    }

    /// The batch that holds rows and relations for all siblings.
    var source: ModelBatch { siblings ?? self }

    /// The models of all rows.
    func models<M: Model>(_ model: M.Type, file: String = #fileID, line: Int = #line) throws -> [M] {
        try database.sealing(for: M.self) {
            var models: [M] = []
            models.reserveCapacity(rows.count)
            for row in 0..<rows.count {
                do {
                    models.append(try M(_row: ModelRow(row, of: self)))
                } catch let error as PostgresDecodingError {
                    throw ModelDecodingError(
                        model: M._description.name, table: M._description.table, row: row, cause: error,
                        location: SourceLocation(file: file, line: line))
                }
            }
            StatementRecorder.note(models: M._description.name, models.count)
            return models
        }
    }

    /// Tells the observers that models were read.
    func tellRetrieved<M: Model>(_ models: [M]) async throws {
        guard !models.isEmpty else { return }
        let events = ModelEvents<M>(on: database)
        if !events.isEmpty { try await events.retrieved(models) }
    }

    /// What is loaded under a key.
    func cache<Value>(_ key: CacheKey) -> RelationCache<Value> {
        source.caches.withLock { caches in
            if let cache = caches[key] as? RelationCache<Value> { return cache }
            let cache = RelationCache<Value>()
            caches[key] = cache
            return cache
        }
    }

    /// Has all numbers about related models of a kind of model worked out again.
    func forgetAggregates(of model: any Model.Type) {
        source.caches.withLock { caches in
            for key in caches.keys {
                if case .aggregate(ObjectIdentifier(model), _) = key { caches[key] = nil }
            }
        }
    }

    /// The distinct values of some columns in all rows, without NULL, those of one row first.
    ///
    /// - Parameters:
    ///   - columns: the places of the columns.
    ///   - first: the value that is wanted in any case.
    func keys(of columns: [Int], first: RelationKey? = nil) -> [RelationKey] {
        var seen: Set<RelationKey> = []
        var keys: [RelationKey] = []
        if let first {
            seen.insert(first)
            keys.append(first)
        }
        for row in 0..<rows.count {
            guard let key = RelationKey(rows, row: row, columns: columns), seen.insert(key).inserted else { continue }
            keys.append(key)
        }
        return keys
    }
}

/// The query that models came from, and the way from its models to these.
struct BatchOrigin: Sendable {
    let root: any Model.Type
    let path: [String]
    let file: String
    let line: Int

    /// One relation further.
    func appending(_ relation: String) -> BatchOrigin {
        BatchOrigin(root: root, path: path + [relation], file: file, line: line)
    }

    /// The way to a relation of these models: `comments.author`.
    func path(to relation: String) -> String { (path + [relation]).joined(separator: ".") }

    var location: SourceLocation { SourceLocation(file: file, line: line) }
}
