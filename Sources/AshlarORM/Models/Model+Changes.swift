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

    /// Whether one column differs from the row that the model came from: `post.isDirty { $0.title }`.
    public func isDirty<C: ColumnReference>(_ field: (Fields) -> C) -> Bool {
        changedColumns.contains(field(Self.fields).name)
    }

    /// Whether saving would write nothing.
    public var isClean: Bool { !isDirty }

    /// Whether one column is as it is in the row that the model came from.
    public func isClean<C: ColumnReference>(_ field: (Fields) -> C) -> Bool { !isDirty(field) }

    /// Whether the model was inserted by saving it, not read: true for the one that `firstOrCreate` had to make.
    public var wasRecentlyCreated: Bool { _record.isRecent }

    /// Whether the last save changed anything in a row that was there.
    public var wasChanged: Bool { !savedColumns.isEmpty }

    /// Whether the last save changed one column: `post.wasChanged { $0.title }`.
    public func wasChanged<C: ColumnReference>(_ field: (Fields) -> C) -> Bool {
        savedColumns.contains(field(Self.fields).name)
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

    /// Notes that the row was inserted by the model.
    mutating func markRecent() {
        guard let stored = _record.stored else { return }
        _record = ModelRecord(stored, previous: _record.previous, isRecent: true)
    }

    /// The model with that note.
    func recent() -> Self {
        var copy = self
        copy.markRecent()
        return copy
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
