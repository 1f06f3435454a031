import AshlarPostgres
import AshlarSupport
import Synchronization

/// The models that came from one statement.
///
/// They share this object, so that a relation which is read on one of them is loaded for all.
public final class ModelBatch: Sendable {
    /// The rows as PostgreSQL sent them.
    let rows: PostgresRows
    /// The database they came from.
    let database: Database
    /// Whose rows and relations to use; a saved model keeps those that it was fetched with.
    private let origin: ModelBatch?
    private let caches = Mutex<[Int: any Sendable]>([:])

    /// A batch.
    ///
    /// - Parameters:
    ///   - rows: the rows of the statement.
    ///   - database: the database that answered.
    ///   - siblings: the batch that the row's model was fetched with, if this is the answer to saving it.
    init(rows: PostgresRows, database: Database, siblings: ModelBatch? = nil) {
        self.rows = rows
        self.database = database
        origin = siblings?.source
    }

    /// The batch that holds rows and relations for all siblings.
    var source: ModelBatch { origin ?? self }

    /// The models of all rows.
    func models<M: Model>(_ model: M.Type, file: String = #fileID, line: Int = #line) throws -> [M] {
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
        return models
    }

    /// What is loaded of a relation, by the relation's place in the model.
    func cache<Key, Value>(of relation: Int) -> RelationCache<Key, Value> {
        source.caches.withLock { caches in
            if let cache = caches[relation] as? RelationCache<Key, Value> { return cache }
            let cache = RelationCache<Key, Value>()
            caches[relation] = cache
            return cache
        }
    }

    /// The distinct values of a column in all rows, without NULL.
    func values<Value: Hashable & PostgresDecodable>(of column: Int, as type: Value.Type) throws -> [Value] {
        var seen: Set<Value> = []
        var values: [Value] = []
        for row in 0..<rows.count {
            guard let value = try rows.decode(row: row, column: column, as: Value?.self) else { continue }
            if seen.insert(value).inserted { values.append(value) }
        }
        return values
    }
}
