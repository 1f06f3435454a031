import Synchronization

/// A listener that the container makes.
protocol MadeListening: Sendable {
    var name: String { get }
    var dependency: Dependency { get }
    /// Makes it, once everything is proven, or says that it is made for each event.
    func attach(_ container: VerifiedContainer) throws
}

/// A listener that the container makes: once, or for each event where it needs what belongs to a request.
final class MadeListener<L: Listener & Injectable>: MadeListening {
    private enum Source: Sendable {
        case nowhere
        case kept(L)
        case container(VerifiedContainer, Preparation)
    }

    private let source = Mutex(Source.nowhere)

    var name: String { "listener of \(L.Subject.self)" }
    let dependency = Dependency(L.self, "listener")

    func attach(_ container: VerifiedContainer) throws {
        let new: Source =
            container.belongsToScope(dependency)
            ? .container(container, container.preparation(for: [dependency]))
            : .kept(try container.resolver().resolve(L.self))
        source.withLock { $0 = new }
    }

    func handle(_ event: L.Subject) async throws {
        switch source.withLock({ $0 }) {
        case .nowhere: throw ListenerNotMade(listener: "\(L.self)", event: "\(L.Subject.self)")
        case .kept(let listener): try await listener.handle(event)
        case .container(let container, let preparation):
            try await container.withScope(event.makeScope(), preparing: preparation) { resolver in
                try await resolver.resolve(L.self).handle(event)
            }
        }
    }
}
