import AshlarPostgres
import AshlarSupport

/// The description of a `@MorphTo`: a relation to a model of one of several kinds. `@Model` writes it.
public struct MorphToRelation<Owner: Model, Target: PolymorphicModel>: ModelRelation {
    /// The property's name.
    public let name: String
    private let index: Int
    let typeMember: String
    let keyMember: String

    /// Describes the relation.
    ///
    /// - Parameters:
    ///   - name: the property's name.
    ///   - index: its place among the model's relations.
    ///   - type: the property that holds the kind.
    ///   - key: the property that holds the key.
    public init(_ name: String, _ index: Int, type: String, key: String) {
        self.name = name
        self.index = index
        typeMember = type
        keyMember = key
    }

    // MARK: Reading

    /// Reads the model, loading it for all siblings if that has not happened.
    ///
    /// - Throws: ``RelatedModelMissing`` if there is no such row, ``UnknownMorphType`` for a kind that there is not.
    public func read(for owner: Owner, file: String, line: Int) async throws -> Target {
        guard let target = try await readOptional(for: owner, file: file, line: line) else {
            throw missing(for: owner, SourceLocation(file: file, line: line))
        }
        return target
    }

    /// Reads the model, or nil if there is none.
    public func readOptional(for owner: Owner, file: String, line: Int) async throws -> Target? {
        guard let key = key(of: owner) else { return nil }
        guard let record = owner._record.stored else {
            let database = try owner.database(nil, file: file, line: line)
            let origin = BatchOrigin(root: Owner.self, path: [name], file: file, line: line)
            let source = MorphSource(
                database: database, constraint: RelationConstraint(), origin: origin, file: file, line: line)
            return try await read([key], from: source).values[key] ?? nil
        }
        let batch = record.batch.source
        let cache = cache(of: batch)
        if let known = cache.loaded(key) { return known }
        let lazyLoading = batch.database.models.lazyLoading
        if case .refused = lazyLoading { throw notLoaded(record, isLazy: true) }
        let keys = batch.keys(of: try places(offset: record.offset), first: key)
        try await load(keys, RelationConstraint(), cache, batch, file: file, line: line) { _ in
            // One model alone asks once, whatever it does: there is nothing that `with` would save.
            guard case .reported(let report) = lazyLoading, batch.rows.count > 1 else { return }
            report(
                LazyLoad(
                    model: Owner._description.name, relation: name, count: batch.rows.count,
                    root: String(describing: batch.origin.root), path: batch.origin.path(to: name),
                    location: batch.origin.location))
        }
        return cache.loaded(key) ?? nil
    }

    /// The model, if it was loaded.
    ///
    /// - Throws: ``RelationNotLoaded``; ``RelatedModelMissing`` if there is no such row.
    public func loaded(for owner: Owner) throws -> Target {
        guard let target = try loadedOptional(for: owner) else { throw missing(for: owner, nil) }
        return target
    }

    /// The model, if it was loaded; nil if there is none.
    ///
    /// - Throws: ``RelationNotLoaded``.
    public func loadedOptional(for owner: Owner) throws -> Target? {
        guard let key = key(of: owner) else { return nil }
        guard let record = owner._record.stored else {
            throw RelationNotLoaded(model: Owner._description.name, relation: name)
        }
        guard let known = cache(of: record.batch).loaded(key) else { throw notLoaded(record, isLazy: false) }
        return known
    }

    /// Writes the model into the owner's JSON, if it was loaded.
    public func encodeOne(_ owner: Owner, into container: inout KeyedEncodingContainer<ModelCodingKey>) throws {
        guard let record = owner._record.stored, let key = key(of: owner),
            let known = cache(of: record.batch).loaded(key)
        else { return }
        try container.encode(known, forKey: ModelCodingKey(stringValue: name))
    }

    // MARK: Loading

    /// Loads the relation for a batch: one statement for each kind of model that its rows name.
    public func load(
        into batch: ModelBatch, _ constraint: RelationConstraint, file: String, line: Int
    ) async throws -> [ModelBatch] {
        let batch = batch.source
        let cache = cache(of: batch)
        try await load(batch.keys(of: try places(offset: 0)), constraint, cache, batch, file: file, line: line)
        return cache.batches
    }

    private func load(
        _ keys: [RelationKey], _ constraint: RelationConstraint, _ cache: RelationCache<Target?>, _ batch: ModelBatch,
        file: String, line: Int, willLoad: @escaping @Sendable (Int) -> Void = { _ in }
    ) async throws {
        let source = MorphSource(
            database: batch.database, constraint: constraint, origin: batch.origin.appending(name), file: file,
            line: line)
        try await cache.ensure(keys, absent: nil, hasConnection: batch.database.isInScope) { missing in
            willLoad(missing.count)
            return try await read(missing, from: source)
        }
    }

    private func read(_ keys: [RelationKey], from source: MorphSource) async throws -> RelationCache<Target?>.Loaded {
        var byType: [RelationKey: [RelationKey]] = [:]
        for case .several(let parts) in keys { byType[parts[0], default: []].append(parts[1]) }
        var loaded = RelationCache<Target?>.Loaded(values: [:])
        for (kind, keys) in byType {
            let found = try await self.kind(kind, source).read(keys, source)
            for (key, value) in found.values { loaded.values[.several([kind, key])] = value }
            loaded.batches.append(found.batch)
        }
        return loaded
    }

    private func kind(_ key: RelationKey, _ source: MorphSource) throws -> MorphCase<Target> {
        guard case .bytes(let bytes) = key else { throw unknown("\(key)", source) }
        let type = String(decoding: bytes, as: UTF8.self)
        guard let kind = Target._cases.first(where: { $0.type() == type }) else { throw unknown(type, source) }
        return kind
    }

    private func unknown(_ type: String, _ source: MorphSource) -> UnknownMorphType {
        UnknownMorphType(
            model: Owner._description.name, relation: name, type: type, target: String(describing: Target.self),
            known: Target._cases.map { $0.type() }, location: SourceLocation(file: source.file, line: source.line))
    }

    // MARK: Conditions

    /// The condition that there is a model, of one kind where the next step names it.
    public func condition(_ steps: ArraySlice<RelationStep>, _ count: RelationCount?) throws -> Condition {
        guard count == nil else {
            throw RelationMisconfigured(
                model: Owner._description.name, relation: name, problem: "it leads to one model at most",
                advice: "Leave the number out.")
        }
        let description = Owner._description
        let members = try places(offset: 0).map { description.columns[$0].qualifiedName }
        let rest = steps.dropFirst()
        let named = (rest.first?.relation as? any MorphCaseRelation)?.model
        var conditions: [Condition] = []
        for kind in Target._cases where named == nil || kind.model == named {
            let isKind = Condition("\(unsafe: members[0]) = \(kind.type())")
            conditions.append(isKind && (try exists(kind.model, key: members[1], rest)))
        }
        guard let first = conditions.first else { return Condition("FALSE") }
        return conditions.dropFirst().reduce(first) { $0 || $1 }
    }

    private func exists(
        _ model: any Model.Type, key: String, _ steps: ArraySlice<RelationStep>
    ) throws -> Condition { try exists(opened: model, key, steps) }

    private func exists<M: Model>(opened model: M.Type, _ key: String, _ steps: ArraySlice<RelationStep>) throws
        -> Condition
    {
        try MorphCaseStep<M>(name).condition(key: key, steps)
    }

    /// There is nothing to count of one model.
    public func load<Result>(
        _ aggregate: RelationAggregate<Result>, into batch: ModelBatch, file: String, line: Int
    ) async throws { throw uncounted }

    /// There is nothing to count of one model.
    public func value<Result>(
        of aggregate: RelationAggregate<Result>, for owner: any Model, file: String, line: Int
    ) async throws -> Result { throw uncounted }

    // MARK: Parts

    /// The properties that hold kind and key, if a kind is a given model.
    public func morphMembers(pointingTo model: any Model.Type) -> (type: String, key: String)? {
        Target._cases.contains { $0.model == model } ? (typeMember, keyMember) : nil
    }

    func places(offset: Int) throws -> [Int] {
        try [typeMember, keyMember].map { member in
            guard let index = Owner._description.columnIndex(ofMember: member) else {
                throw RelationMisconfigured(
                    model: Owner._description.name, relation: name, related: Owner._description.name, column: member,
                    candidates: Owner._description.columns.map(\.member), location: nil)
            }
            return index + offset
        }
    }

    func cache(of batch: ModelBatch) -> RelationCache<Target?> {
        batch.cache(.relation(ObjectIdentifier(Owner.self), index))
    }

    /// Kind and key; nil where one is nil.
    func key(of owner: Owner) -> RelationKey? {
        guard let places = try? places(offset: 0) else { return nil }
        return RelationKey(places.map { Owner._description.columns[$0].binding(owner) })
    }

    private var uncounted: RelationMisconfigured {
        RelationMisconfigured(
            model: Owner._description.name, relation: name, problem: "it leads to one model: there is nothing to count",
            advice: "Ask with has { $0.\(name) }.")
    }

    private func notLoaded(_ record: StoredRow, isLazy: Bool) -> RelationNotLoaded {
        let origin = record.batch.source.origin
        return RelationNotLoaded(
            model: Owner._description.name, relation: name, root: String(describing: origin.root),
            path: origin.path(to: name), isLazy: isLazy, location: isLazy ? origin.location : nil)
    }

    private func missing(for owner: Owner, _ location: SourceLocation?) -> RelatedModelMissing {
        let values = (try? places(offset: 0).map { Owner._description.columns[$0].value(owner) }) ?? []
        return RelatedModelMissing(
            model: Owner._description.name, relation: name, related: String(describing: Target.self),
            foreignKey: "\(typeMember), \(keyMember)", key: values.map { "\($0)" }.joined(separator: ", "),
            isBelongsTo: true, location: location)
    }
}
