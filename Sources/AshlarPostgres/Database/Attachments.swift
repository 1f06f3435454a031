import Synchronization

/// What upper floors keep with a database: one object of each class.
package final class Attachments: Sendable {
    private let objects = Mutex<[ObjectIdentifier: any AnyObject & Sendable]>([:])

    init() {}

    /// The object of a class, if one was set.
    package func object<Object: AnyObject & Sendable>(of type: Object.Type) -> Object? {
        // What is kept under a class is of that class: `set` alone keeps something.
        objects.withLock { $0[ObjectIdentifier(type)] }.map { unsafeDowncast($0, to: Object.self) }
    }

    /// Sets the object of a class.
    package func set<Object: AnyObject & Sendable>(_ object: Object) {
        objects.withLock { $0[ObjectIdentifier(Object.self)] = object }
    }
}
