import AshlarPostgres
import AshlarSupport

/// A pivot that has no model: a table with the two keys and nothing else that is read.
public enum PlainPivot: Sendable {}

/// What ``AttachedHandle/sync(_:file:line:)`` or ``AttachedHandle/toggle(_:file:line:)`` changed, by the keys of the models on
/// the other side.
public struct AttachmentChanges<Key: ModelKey>: Sendable, Equatable {
    /// Those that were not attached before.
    public let attached: [Key]
    /// Those that are no longer attached.
    public let detached: [Key]
    /// Those that stayed attached, and whose columns of the table between were written.
    public let updated: [Key]

    init(attached: [Key], detached: [Key], updated: [Key] = []) {
        self.attached = attached
        self.detached = detached
        self.updated = updated
    }

    /// Whether nothing was changed.
    public var isEmpty: Bool { attached.isEmpty && detached.isEmpty && updated.isEmpty }
}

/// The models that a table between attaches to another: `post.$tags`.
///
/// Attaching writes the table between, not the models; observers are not told.
public struct AttachedHandle<Owner: Model, Related: Model, Pivot: Sendable>: RelatedHandle {
    private let base: HandleBase<Owner, Related>

    /// The handle of a relation. `@Model` writes the call.
    public init(_ owner: Owner, _ relation: Relation<Owner, Related>, pivot: Pivot.Type) {
        base = HandleBase(owner, relation)
    }

    /// A query for the related models, to be narrowed.
    public var query: Query<Related> { base.query }

    /// Attaches models by their keys, in one statement.
    ///
    /// One that is attached already is attached once more, unless the table has a unique index: `syncWithoutDetaching` leaves
    /// it as it is.
    ///
    /// - Throws: ``ModelNotSaved`` for an owner without a key; `PostgresError`.
    public func attach(_ keys: Related.Key..., file: String = #fileID, line: Int = #line) async throws {
        try await attach(keys, file: file, line: line)
    }

    /// Attaches models by their keys, in one statement.
    public func attach(_ keys: [Related.Key], file: String = #fileID, line: Int = #line) async throws {
        try await insert(keys, [], file: file, line: line)
    }

    /// Attaches models, in one statement.
    public func attach(_ models: [Related], file: String = #fileID, line: Int = #line) async throws {
        try await attach(try models.map { try $0.requireID(file: file, line: line) }, file: file, line: line)
    }

    /// Detaches models by their keys, in one statement.
    ///
    /// - Returns: how many rows of the table between were deleted.
    @discardableResult
    public func detach(_ keys: [Related.Key], file: String = #fileID, line: Int = #line) async throws -> Int {
        try await remove(keys, file: file, line: line)
    }

    /// Detaches models by their keys, in one statement.
    @discardableResult
    public func detach(
        _ key: Related.Key, _ more: Related.Key..., file: String = #fileID, line: Int = #line
    ) async throws -> Int {
        try await remove([key] + more, file: file, line: line)
    }

    /// Detaches all models, in one statement.
    @discardableResult
    public func detachAll(file: String = #fileID, line: Int = #line) async throws -> Int {
        try await remove(nil, file: file, line: line)
    }

    /// Makes the attached models be just those with some keys, in one transaction.
    ///
    /// - Returns: what was changed.
    @discardableResult
    public func sync(
        _ keys: [Related.Key], file: String = #fileID, line: Int = #line
    ) async throws -> AttachmentChanges<Related.Key> {
        try await change(file: file, line: line) { current in
            (keys.filter { !current.contains($0) }, current.filter { !keys.contains($0) })
        }
    }

    /// Attaches those models with some keys that are not attached, in one transaction.
    ///
    /// - Returns: what was changed.
    @discardableResult
    public func syncWithoutDetaching(
        _ keys: [Related.Key], file: String = #fileID, line: Int = #line
    ) async throws -> AttachmentChanges<Related.Key> {
        try await change(file: file, line: line) { current in (keys.filter { !current.contains($0) }, []) }
    }

    /// Attaches those models with some keys that are not attached, and detaches the others of them, in one transaction.
    ///
    /// - Returns: what was changed.
    @discardableResult
    public func toggle(
        _ keys: [Related.Key], file: String = #fileID, line: Int = #line
    ) async throws -> AttachmentChanges<Related.Key> {
        try await change(file: file, line: line) { current in
            (keys.filter { !current.contains($0) }, keys.filter { current.contains($0) })
        }
    }

    /// Inserts a model and attaches it.
    @discardableResult
    public func create(_ model: Related, file: String = #fileID, line: Int = #line) async throws -> Related {
        let database = try base.owner.database(nil, file: file, line: line)
        var model = model
        try await database.transaction(file: file, line: line) {
            try await model.save(on: database, file: file, line: line)
            try await attach([try model.requireID(file: file, line: line)], file: file, line: line)
        }
        return model
    }

    // MARK: Statements

    private func writer(file: String, line: Int) throws -> PivotWriter<Owner, Related> {
        let link = try base.relation.link(file: file, line: line)
        guard let pivot = link.pivot else {
            throw RelationMisconfigured(
                model: Owner._description.name, relation: base.relation.name, problem: "it has no table between",
                advice: "Declare it with @BelongsToMany.")
        }
        return PivotWriter(
            owner: try base.key(link, file: file, line: line), link: link, pivot: pivot,
            database: try base.owner.database(nil, file: file, line: line), file: file, line: line)
    }

    private func insert(_ keys: [Related.Key], _ values: [Assignment], file: String, line: Int) async throws {
        defer { base.forget() }
        try await writer(file: file, line: line).insert(keys, values)
    }

    private func remove(_ keys: [Related.Key]?, file: String, line: Int) async throws -> Int {
        defer { base.forget() }
        return try await writer(file: file, line: line).delete(keys)
    }

    private func change(
        _ values: [Assignment] = [], file: String, line: Int,
        _ decide: @Sendable ([Related.Key]) -> (attach: [Related.Key], detach: [Related.Key])
    ) async throws -> AttachmentChanges<Related.Key> {
        defer { base.forget() }
        let writer = try writer(file: file, line: line)
        return try await writer.database.transaction(file: file, line: line) {
            let current = try await writer.current()
            let (added, removed) = decide(current)
            var seen: Set<Related.Key> = []
            let attached = added.filter { seen.insert($0).inserted }
            let kept = values.isEmpty ? [] : current.filter { !removed.contains($0) }
            if !removed.isEmpty { _ = try await writer.delete(removed) }
            if !kept.isEmpty { _ = try await writer.update(kept, values) }
            if !attached.isEmpty { try await writer.insert(attached, values) }
            return AttachmentChanges(attached: attached, detached: removed, updated: kept)
        }
    }
}

extension AttachedHandle where Pivot: Model {
    /// Attaches models by their keys with values for the other columns of the table between.
    ///
    /// ```swift
    /// try await post.$tags.attach([1, 2]) { [$0.note.set("by hand")] }
    /// ```
    public func attach(
        _ keys: [Related.Key], file: String = #fileID, line: Int = #line, values: (Pivot.Fields) -> [Assignment]
    ) async throws {
        try await insert(keys, values(Pivot.fields), file: file, line: line)
    }

    /// Changes columns of the table between for one attached model.
    ///
    /// - Returns: how many rows were changed.
    @discardableResult
    public func updateExistingPivot(
        _ key: Related.Key, file: String = #fileID, line: Int = #line, values: (Pivot.Fields) -> [Assignment]
    ) async throws -> Int {
        defer { base.forget() }
        return try await writer(file: file, line: line).update([key], values(Pivot.fields))
    }

    /// Makes the attached models be just those with some keys, each with values for the other columns of the table between,
    /// in one transaction.
    ///
    /// ```swift
    /// let changes = try await post.$tags.syncWithPivotValues([1, 2]) { [$0.note.set("by hand")] }
    /// ```
    ///
    /// - Returns: what was changed.
    @discardableResult
    public func syncWithPivotValues(
        _ keys: [Related.Key], file: String = #fileID, line: Int = #line, values: (Pivot.Fields) -> [Assignment]
    ) async throws -> AttachmentChanges<Related.Key> {
        try await change(values(Pivot.fields), file: file, line: line) { current in
            (keys.filter { !current.contains($0) }, current.filter { !keys.contains($0) })
        }
    }
}
