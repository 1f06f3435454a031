public import AshlarPostgres
public import AshlarSupport

/// What models on a database are to do: how lazy reads are taken, what encrypts and hashes, who else is told of writes.
///
/// The app sets it once at boot, before models are used:
///
/// ```swift
/// database.models.lazyLoading = .refused
/// database.models.observe(Post.self, with: PostObserver(mailer: mailer))
/// ```
public struct ModelSettings: Sendable {
    /// How reads of relations are taken that were not loaded with `with`.
    public var lazyLoading: LazyLoading = .allowed
    /// Encrypts and decrypts the columns marked `@Encrypted`.
    public var sealing: (any TextSealing)?
    /// Hashes the columns marked `@Hashed`.
    public var hashing: (any TextHashing)?
    /// Is told of rows that are locked outside of a transaction: an app's development log.
    public var reportsLooseLock: (@Sendable (LooseLock) -> Void)?
    private var observers: [ObjectIdentifier: [any Sendable]] = [:]

    /// Lazy reads are allowed, nothing is encrypted or hashed, and only a model's own observers are told.
    public init() {}

    /// Adds an observer to those that a model declares.
    public mutating func observe<M: Model>(_ model: M.Type, with observer: some ModelObserver<M>) {
        observers[ObjectIdentifier(M.self), default: []].append(ObserverBox<M>(observer: observer))
    }

    func observers<M: Model>(of model: M.Type) -> [any ModelObserver<M>] {
        guard !observers.isEmpty, let boxes = observers[ObjectIdentifier(M.self)] else { return [] }
        return boxes.compactMap { ($0 as? ObserverBox<M>)?.observer }
    }
}

/// An observer whose model is known.
private struct ObserverBox<M: Model>: Sendable {
    let observer: any ModelObserver<M>
}

/// The settings of a database, kept with it. An object, because they are looked into with every query.
private final class KeptSettings: Sendable {
    let settings: ModelSettings

    init(_ settings: ModelSettings) { self.settings = settings }
}

extension Database {
    /// What models on this database are to do.
    public var models: ModelSettings {
        get { attachments.object(of: KeptSettings.self)?.settings ?? ModelSettings() }
        set { attachments.set(KeptSettings(newValue)) }
    }

    /// The observers of a model that are declared with the settings.
    func observers<M: Model>(of model: M.Type) -> [any ModelObserver<M>] {
        attachments.object(of: KeptSettings.self)?.settings.observers(of: model) ?? []
    }
}
