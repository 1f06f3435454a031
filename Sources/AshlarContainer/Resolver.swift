/// Gives out what is bound: a container seen from one scope. It is passed to factories and initialisers.
///
/// ```swift
/// container.singleton((any Mailer).self) { resolver in
///     try SMTPMailer(configuration: resolver.resolve())
/// }
/// ```
public struct Resolver: Sendable {
    let bindings: BindingTable
    let scope: Scope?
    /// What is being made at the moment, outermost first. Kept until everything is proven, so that a cycle is an error
    /// and not a stack overflow; nil afterwards, when there can be none.
    let path: ResolutionPath?

    /// The names of what is being made, outermost first.
    var chain: [String] { path?.names ?? [] }

    /// Resolves a type.
    ///
    /// - Parameter type: the type; usually inferred.
    /// - Throws: ``ContainerError`` if nothing is bound to it and it is not ``Injectable``, if it needs itself, or if it
    ///   belongs to a request and there is none; and whatever a factory throws.
    public func resolve<T: Sendable>(_ type: T.Type = T.self) throws -> T {
        if let binding = bindings[type] {
            guard let path else { return try binding.value(with: self) }
            return try binding.value(with: with(path.appending(binding.key)))
        }
        if let value = scope?.existing(type) { return value }
        if let injectable = type as? any Injectable.Type, let value = try make(injectable) as? T { return value }
        throw ContainerError.missing(BindingKey(type), chain: chain, bound: bindings.names)
    }

    /// Resolves a type that makes itself; a binding for it goes first.
    public func resolve<T: Injectable>(_ type: T.Type = T.self) throws -> T {
        if let binding = bindings[type] {
            guard let path else { return try binding.value(with: self) }
            return try binding.value(with: with(path.appending(binding.key)))
        }
        return try make(type)
    }

    /// Resolves a type, or nil if nothing is bound to it.
    public func resolve<T: Sendable>(_ type: T?.Type = T?.self) throws -> T? {
        guard bindings[T.self] != nil || T.self is any Injectable.Type || scope?.existing(T.self) != nil else {
            return nil
        }
        return try resolve(T.self)
    }

    func withoutScope() -> Resolver { Resolver(bindings: bindings, scope: nil, path: path) }

    private func make<T: Injectable>(_ type: T.Type) throws -> T {
        guard let path else { return try type.init(resolver: self) }
        return try type.init(resolver: with(path.appending(BindingKey(type))))
    }

    private func with(_ path: ResolutionPath) -> Resolver { Resolver(bindings: bindings, scope: scope, path: path) }
}

/// What is being made, as a list that grows at its end and is shared by everything below.
final class ResolutionPath: Sendable {
    let parent: ResolutionPath?
    let key: BindingKey?

    init() {
        parent = nil
        key = nil
    }

    private init(parent: ResolutionPath, key: BindingKey) {
        self.parent = parent
        self.key = key
    }

    var keys: [BindingKey] { (parent?.keys ?? []) + (key.map { [$0] } ?? []) }
    var names: [String] { keys.map(\.description) }

    /// - Throws: ``ContainerError`` if the key is on the path already.
    func appending(_ key: BindingKey) throws -> ResolutionPath {
        guard !keys.contains(key) else { throw ContainerError.cycle(names + [key.description]) }
        return ResolutionPath(parent: self, key: key)
    }
}
