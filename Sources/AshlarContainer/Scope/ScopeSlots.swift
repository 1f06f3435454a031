import AshlarSupport

/// A scope's values, at the places that booting gave them: read and written without a lock.
@usableFromInline
final class ScopeSlots: Sendable {
    let table: BindingTable
    private let count: Int
    // Allocated in init and freed in deinit; between them only read, and what it points at is atomic.
    nonisolated(unsafe) private let slots: UnsafeMutablePointer<OnceReference<AnyScopeValue>>

    init(for table: BindingTable) {
        self.table = table
        count = table.scopedCount
        slots = .allocate(capacity: count)
        for index in 0..<count { (slots + index).initialize(to: OnceReference()) }
    }

    deinit {
        slots.deinitialize(count: count)
        slots.deallocate()
    }

    /// What lies at a place.
    @usableFromInline
    subscript(index: Int) -> AnyScopeValue? {
        precondition(index >= 0 && index < count, "a binding of another table")
        return slots[index].load()
    }

    /// - Parameter index: the place that the table's binding of this very type has; nothing else may be asked for there.
    func value<T: Sendable>(at index: Int, as type: T.Type) -> T? {
        guard let value = self[index] else { return nil }
        return unsafeDowncast(value, to: ScopeValue<T>.self).value
    }

    /// Keeps a value, unless another task was faster: both get the first.
    func keep<T: Sendable>(_ value: T, at index: Int) -> T {
        precondition(index < count, "a binding of another table")
        let kept = slots[index].storeIfNil(ScopeValue(value))
        return unsafeDowncast(kept, to: ScopeValue<T>.self).value
    }
}
