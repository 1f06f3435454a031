package import Synchronization

/// A reference to an object that is set once, by whoever comes first, and is read without a lock.
///
/// ```swift
/// let names = OnceReference<NameList>()
/// let list = names.load() ?? names.storeIfNil(NameList())
/// ```
///
/// `AtomicLazyReference` does the same, and looks up its type with each call: too much for what each request reads ten times.
package struct OnceReference<Instance: AnyObject & Sendable>: ~Copyable, Sendable {
    /// The address of the object, which is retained; 0 for none.
    @usableFromInline let address: Atomic<UInt>

    /// No object yet.
    @inlinable package init() { address = Atomic(0) }

    @inlinable deinit {
        Self.reference(at: address.load(ordering: .acquiring))?.release()
    }

    /// The object; nil before one is set.
    @inlinable package func load() -> Instance? {
        Self.reference(at: address.load(ordering: .acquiring))?.takeUnretainedValue()
    }

    /// Sets the object, unless there is one.
    ///
    /// - Returns: the one that is there now.
    @inlinable package func storeIfNil(_ instance: Instance) -> Instance {
        let reference = Unmanaged.passRetained(instance)
        let (isStored, before) = address.compareExchange(
            expected: 0, desired: UInt(bitPattern: reference.toOpaque()), ordering: .acquiringAndReleasing)
        if isStored { return instance }
        reference.release()
        return Self.reference(at: before)?.takeUnretainedValue() ?? instance
    }

    @inlinable static func reference(at address: UInt) -> Unmanaged<Instance>? {
        UnsafeRawPointer(bitPattern: address).map { Unmanaged<Instance>.fromOpaque($0) }
    }
}
