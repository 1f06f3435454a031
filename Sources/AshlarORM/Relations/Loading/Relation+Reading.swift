import AshlarPostgres
import AshlarSupport

/// What the properties of a model call, which `@Model` and the relations' attributes write.
extension Relation {
    /// Reads the one model, loading it for all siblings if that has not happened.
    ///
    /// - Throws: ``RelatedModelMissing`` if there is no such row.
    public func read(for owner: Owner, file: String, line: Int) async throws -> Related {
        guard let related = try await readOptional(for: owner, file: file, line: line) else {
            throw missing(for: owner, file: file, line: line)
        }
        return related
    }

    /// Reads the one model, or nil if there is none.
    public func readOptional(for owner: Owner, file: String, line: Int) async throws -> Related? {
        try await models(of: owner, file: file, line: line).first ?? substitute?()
    }

    /// Reads the models, loading them for all siblings if that has not happened.
    ///
    /// - Throws: ``RelationMisconfigured`` if the other model has no column for the owner's key.
    public func readMany(for owner: Owner, file: String, line: Int) async throws -> [Related] {
        try await models(of: owner, file: file, line: line)
    }

    /// The one model, if it was loaded.
    ///
    /// - Throws: ``RelationNotLoaded``; ``RelatedModelMissing`` if there is no such row.
    public func loaded(for owner: Owner) throws -> Related {
        guard let related = try loadedOptional(for: owner) else { throw missing(for: owner, file: nil, line: 0) }
        return related
    }

    /// The one model, if it was loaded; nil if there is none.
    ///
    /// - Throws: ``RelationNotLoaded``.
    public func loadedOptional(for owner: Owner) throws -> Related? {
        try loadedModels(of: owner).first ?? substitute?()
    }

    /// The models, if they were loaded; none for a model that was never saved.
    ///
    /// - Throws: ``RelationNotLoaded``.
    public func loadedMany(for owner: Owner) throws -> [Related] { try loadedModels(of: owner) }

    /// Writes the one model into the owner's JSON, if it was loaded.
    public func encodeOne(_ owner: Owner, into container: inout KeyedEncodingContainer<ModelCodingKey>) throws {
        guard let models = modelsIfLoaded(of: owner) else { return }
        if let model = models.first ?? substitute?() {
            try container.encode(model, forKey: ModelCodingKey(stringValue: name))
        } else {
            try container.encodeNil(forKey: ModelCodingKey(stringValue: name))
        }
    }

    /// Writes the models into the owner's JSON, if they were loaded, and how many there are, if they were counted.
    public func encodeMany(_ owner: Owner, into container: inout KeyedEncodingContainer<ModelCodingKey>) throws {
        if let models = modelsIfLoaded(of: owner) {
            try container.encode(models, forKey: ModelCodingKey(stringValue: name))
        }
        if let count = countIfLoaded(for: owner) {
            try container.encode(count, forKey: ModelCodingKey(stringValue: name + "Count"))
        }
    }

    private func missing(for owner: Owner, file: String?, line: Int) -> RelatedModelMissing {
        let places = (try? link(file: #fileID, line: #line))?.ownerColumns ?? []
        let columns = places.map { Owner._description.columns[$0] }
        let members = columns.map { $0.member }
        let key: RelationKey? = RelationKey(columns.map { $0.binding(owner) })
        return RelatedModelMissing(
            model: Owner._description.name, relation: name, related: Related._description.name,
            foreignKey: members.joined(separator: ", "), key: key?.text, isBelongsTo: isBelongsTo,
            location: file.map { SourceLocation(file: $0, line: line) })
    }
}

extension RelationKey {
    /// The values for a person to read.
    var text: String {
        switch self {
        case .integer(let value): String(value)
        case .wide(let high, let low):
            [high, low].map { word in
                let digits = String(word, radix: 16)
                return String(repeating: "0", count: 16 - digits.count) + digits
            }.joined()
        case .bytes(let bytes): String(decoding: bytes, as: UTF8.self)
        case .several(let parts): parts.map(\.text).joined(separator: ",")
        }
    }
}
