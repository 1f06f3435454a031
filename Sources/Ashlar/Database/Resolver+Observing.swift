public import AshlarContainer
public import AshlarORM
import AshlarPostgres

extension Resolver {
    /// Adds an observer that the container makes to those that a model declares. A provider's `boot` is the place for it.
    ///
    /// ```swift
    /// func boot(_ resolver: Resolver) async throws { try resolver.observe(NoticeObserver.self) }
    /// ```
    ///
    /// - Parameter observer: its type; one value of it is told of all writes.
    /// - Throws: `ContainerError` for what the observer needs and nobody binds, or where the app has no database.
    public func observe<Observer: ModelObserver & Injectable>(_ observer: Observer.Type) throws {
        let database = try resolve(Database.self)
        database.models.observe(Observer.Observed.self, with: try resolve(Observer.self))
    }
}
