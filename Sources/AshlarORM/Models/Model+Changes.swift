extension Model {
    /// Whether a column differs from the row that the model came from; true for a model that was never saved.
    public var isDirty: Bool {
        guard let record = _record.stored else { return true }
        return Self._description.columns.enumerated().contains { $1.hasChanged(in: self, since: record, at: $0) }
    }

    /// The names of the columns that saving would write, in the order of declaration.
    public var changedColumns: [String] {
        guard let record = _record.stored else { return Self._description.columns.map(\.name) }
        return changedIndices(since: record).map { Self._description.columns[$0].name }
    }

    /// The places of the columns that differ from the row.
    func changedIndices(since record: StoredRow) -> [Int] {
        let columns = Self._description.columns
        return columns.indices.filter { columns[$0].hasChanged(in: self, since: record, at: $0) }
    }
}
