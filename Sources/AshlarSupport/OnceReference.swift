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
        ObjectAddress.object(at: address.load(ordering: .acquiring))?.release()
    }

    /// The object; nil before one is set.
    @inlinable package func load() -> Instance? {
        guard let object = ObjectAddress.object(at: address.load(ordering: .acquiring)) else { return nil }
        // Nothing else is ever stored there.
        return unsafeDowncast(object.takeUnretainedValue(), to: Instance.self)
    }

    /// Sets the object, unless there is one.
    ///
    /// - Returns: the one that is there now.
    @inlinable package func storeIfNil(_ instance: Instance) -> Instance {
        let reference = Unmanaged<AnyObject>.passRetained(instance)
        let (isStored, _) = address.compareExchange(
            expected: 0, desired: UInt(bitPattern: reference.toOpaque()), ordering: .acquiringAndReleasing)
        if isStored { return instance }
        reference.release()
        return load() ?? instance
    }
}

/// What lies at an address that ``OnceReference`` keeps. It knows no type, so that nobody has to look one up at run time.
@usableFromInline package enum ObjectAddress {
    @inlinable package static func object(at address: UInt) -> Unmanaged<AnyObject>? {
        UnsafeRawPointer(bitPattern: address).map { Unmanaged<AnyObject>.fromOpaque($0) }
    }
}
