/// The providers of an app in the order in which they register and boot.
///
/// ```swift
/// let plan = try ProviderPlan(app.providers, app: Blog.self)
/// try plan.register(in: container)
/// let verified = try await container.booted(roots: roots, scope: scope)
/// for provider in plan.active(in: container) { try await provider.boot(verified.resolver()) }
/// ```
public struct ProviderPlan: Sendable {
    /// All providers, each after those that it needs, otherwise in the order of the list.
    public let ordered: [any ServiceProvider]
    private let ownModule: Substring?

    /// Orders providers. One that is listed twice counts once.
    ///
    /// - Parameters:
    ///   - providers: the providers, as an app lists them.
    ///   - app: the app. Providers of its module are the app's own: what they bind wins over what others bind.
    /// - Throws: ``ProviderPlanError`` if a provider needs one that is not listed, or itself.
    public init(_ providers: [any ServiceProvider.Type], app: Any.Type? = nil) throws {
        ordered = try Self.sorted(providers).map { $0.init() }
        ownModule = app.map(TypeName.module(of:))
    }

    /// Lets all providers register, but for the deferred ones: they wait until they are needed.
    ///
    /// - Throws: what a provider throws.
    public func register(in container: Container) throws {
        for provider in ordered where isDeferred(provider) {
            container.offer(DeferredProvider(provider, isOwn: isOwn(provider)))
        }
        for provider in ordered where !isDeferred(provider) {
            for need in type(of: provider).needs { try container.activate(ObjectIdentifier(need)) }
            try container.register(provider, isOwn: isOwn(provider))
        }
    }

    /// The providers that have registered, in order: those to boot, and to shut down in reverse.
    ///
    /// - Parameter container: the container that they registered in, after it was verified.
    public func active(in container: Container) -> [any ServiceProvider] {
        ordered.filter { container.hasRegistered(ObjectIdentifier(type(of: $0))) }
    }

    private func isDeferred(_ provider: any ServiceProvider) -> Bool { !type(of: provider).provides.isEmpty }

    private func isOwn(_ provider: any ServiceProvider) -> Bool {
        ownModule != nil && TypeName.module(of: type(of: provider)) == ownModule
    }

    // MARK: - Order

    private static func sorted(_ providers: [any ServiceProvider.Type]) throws -> [any ServiceProvider.Type] {
        let listed = Set(providers.map { ObjectIdentifier($0) })
        var sorted: [any ServiceProvider.Type] = []
        var placed: Set<ObjectIdentifier> = []
        var path: [any ServiceProvider.Type] = []

        func place(_ provider: any ServiceProvider.Type) throws {
            guard !placed.contains(ObjectIdentifier(provider)) else { return }
            if let start = path.firstIndex(where: { $0 == provider }) {
                throw ProviderPlanError.cycle(path[start...] + [provider])
            }
            path.append(provider)
            defer { path.removeLast() }
            for need in provider.needs {
                guard listed.contains(ObjectIdentifier(need)) else {
                    throw ProviderPlanError.missing(need, neededBy: provider)
                }
                try place(need)
            }
            placed.insert(ObjectIdentifier(provider))
            sorted.append(provider)
        }
        for provider in providers { try place(provider) }
        return sorted
    }
}
