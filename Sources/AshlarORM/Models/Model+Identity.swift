extension Model {
    /// Whether another model is of the same row: both have the same key, whatever else was changed since they were read.
    ///
    /// ```swift
    /// guard post.is(draft) else { return }
    /// ```
    public func `is`(_ other: Self?) -> Bool {
        guard let other, let key = _key, let otherKey = other._key, key == otherKey else { return false }
        guard let database = _record.stored?.batch.database, let others = other._record.stored?.batch.database else {
            return true
        }
        return database === others
    }

    /// Whether another model is of another row, or one of the two has no key.
    public func isNot(_ other: Self?) -> Bool { !self.is(other) }
}
