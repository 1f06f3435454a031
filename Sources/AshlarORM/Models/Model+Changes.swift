extension Model {
    /// Whether a column differs from the row that the model came from; true for a model that was never saved.
    public var isDirty: Bool {
        guard let record = _record.stored else { return true }
        return record.batch.database.sealing(for: Self.self) {
            Self._description.columns.enumerated().contains {
                $1.role != .generated && $1.hasChanged(in: self, since: record, at: $0)
            }
        }
    }

    /// The names of the columns that saving would write, in the order of declaration.
    public var changedColumns: [String] {
        let columns = Self._description.columns
        guard let record = _record.stored else { return columns.filter { $0.role != .generated }.map(\.name) }
        return changedIndices(since: record).map { columns[$0].name }
    }

    /// The model as its row was read, without what was changed since; nil if it was never saved.
    ///
    /// ```swift
    /// if post.original?.title != post.title { … }
    /// ```
    public var original: Self? { _record.stored.flatMap { try? $0.model(Self.self) } }

    /// The model as it was before it was saved the last time; nil if that was not since it was read.
    public var previous: Self? { _record.previous.flatMap { try? $0.model(Self.self) } }

    /// The names of the columns that the last save changed; none if the model was not saved since it was read.
    public var savedColumns: [String] {
        guard let previous = _record.previous, let original else { return [] }
        return original.changedIndices(since: previous).map { Self._description.columns[$0].name }
    }

    /// The places of the columns that differ from a row.
    func changedIndices(since record: StoredRow) -> [Int] {
        let columns = Self._description.columns
        return record.batch.database.sealing(for: Self.self) {
            columns.indices.filter {
                columns[$0].role != .generated && columns[$0].hasChanged(in: self, since: record, at: $0)
            }
        }
    }
}

extension StoredRow {
    /// The row, read again.
    func model<M: Model>(_ type: M.Type) throws -> M {
        try batch.database.sealing(for: M.self) { try M(_row: ModelRow(row, of: batch, offset: offset)) }
    }
}
