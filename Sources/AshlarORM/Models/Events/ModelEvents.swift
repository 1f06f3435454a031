import AshlarPostgres

/// Tells a model's observers, in their order.
struct ModelEvents<M: Model>: Sendable {
    private let observers: [any ModelObserver<M>]
    private let database: Database?

    /// Nobody is told.
    static var none: ModelEvents { ModelEvents(observers: [], database: nil) }

    private init(observers: [any ModelObserver<M>], database: Database?) {
        self.observers = observers
        self.database = database
    }

    /// The model's own observers and those of the database's settings, unless they are not to be told.
    init(on database: Database) {
        guard !ModelEventsMuted.models.contains(ObjectIdentifier(M.self)) else {
            self = .none
            return
        }
        self.init(observers: M.observers + database.observers(of: M.self), database: database)
    }

    var isEmpty: Bool { observers.isEmpty }

    func retrieved(_ models: [M]) async throws {
        for observer in observers { try await observer.retrieved(models) }
    }

    func saving(_ model: inout M) async throws {
        for observer in observers { try await observer.saving(&model) }
    }

    func creating(_ model: inout M) async throws {
        for observer in observers { try await observer.creating(&model) }
    }

    func updating(_ model: inout M) async throws {
        for observer in observers { try await observer.updating(&model) }
    }

    func restoring(_ model: inout M) async throws {
        for observer in observers { try await observer.restoring(&model) }
    }

    func deleting(_ model: M) async throws {
        for observer in observers { try await observer.deleting(model) }
    }

    func created(_ model: M) async throws { try await after { try await $0.created(model) } }
    func updated(_ model: M) async throws { try await after { try await $0.updated(model) } }
    func saved(_ model: M) async throws { try await after { try await $0.saved(model) } }
    func deleted(_ model: M) async throws { try await after { try await $0.deleted(model) } }
    func restored(_ model: M) async throws { try await after { try await $0.restored(model) } }

    private func after(_ tell: @escaping @Sendable (any ModelObserver<M>) async throws -> Void) async throws {
        for observer in observers {
            if observer.isAfterCommit, let database {
                try await database.afterCommit { try await tell(observer) }
            } else {
                try await tell(observer)
            }
        }
    }
}

/// The models whose observers are not told in a task.
enum ModelEventsMuted {
    @TaskLocal static var models: Set<ObjectIdentifier> = []
}

extension Model {
    /// Runs code within which nobody is told of what is written to this model.
    ///
    /// ```swift
    /// try await Post.withoutEvents { try await post.save() }
    /// ```
    public static nonisolated(nonsending) func withoutEvents<R>(
        _ body: nonisolated(nonsending) () async throws -> R
    ) async rethrows -> R {
        let muted = ModelEventsMuted.models.union([ObjectIdentifier(Self.self)])
        return try await ModelEventsMuted.$models.withValue(muted) { try await body() }
    }
}
