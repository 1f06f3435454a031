import AshlarSupport

extension ContainerError {
    static func missing(
        _ key: BindingKey, chain: [String], table: BindingTable, at location: SourceLocation? = nil
    ) -> ContainerError {
        let named = table.named(key.id)
        if key.qualifier == nil, !named.isEmpty { return ambiguous(key, chain: chain, candidates: named, at: location) }
        let near = Suggestion.closest(to: key.description, in: table.names).map { " (\($0) is bound.)" } ?? ""
        let otherwise = key.qualifier == nil ? ", or mark the type @Injectable" : ""
        return ContainerError(
            .missing, "Nothing is bound to \(key.description).", chain: chain + [key.description], at: location,
            suggestion: "Bind it in a service provider, container.singleton(\(key.arguments)) { ... }"
                + "\(otherwise).\(near)",
            identity: [key])
    }

    private static func ambiguous(
        _ key: BindingKey, chain: [String], candidates: [any AnyBinding], at location: SourceLocation?
    ) -> ContainerError {
        let list = candidates.map { binding in
            let place = binding.location.map { " (\($0))" } ?? ""
            return "\(binding.key.qualifier?.description ?? "")\(place)"
        }
        let first = candidates.first?.key.qualifier?.description ?? "\"...\""
        return ContainerError(
            .ambiguous, "\(key.description) is bound with a name only: \(list.joined(separator: ", ")).",
            chain: chain + [key.description], at: location,
            suggestion: "Say which is meant, @Named(\(first)), or bind one without a name.", identity: [key])
    }

    /// - Parameters:
    ///   - cycle: what needs each other, once around.
    ///   - lead: how it is come upon.
    static func cycle(_ cycle: [BindingKey], lead: [String]) -> ContainerError {
        let name = cycle.first?.description ?? "A type"
        return ContainerError(
            .cycle, "\(name) needs itself.", chain: lead + cycle.map(\.description) + [name],
            suggestion: "Break the cycle: move what both need into a third type, pass it to a method instead, or make "
                + "one of the needs lazy, Lazy<\(cycle.first?.typeName ?? "")>.",
            identity: cycle.rotated())
    }

    static func noScope(_ key: BindingKey, frame: Frame?) -> ContainerError {
        let frames = frame?.chain ?? []
        let names = frames.compactMap { $0.key?.description }
        let chain = names.last == key.description ? names : names + [key.description]
        if let captor = frames.last(where: { $0.lifetime == .singleton })?.key {
            return captive(captor, key, chain: chain)
        }
        return ContainerError(
            .noScope, "\(key.description) lives as long as a request, and there is none.", chain: chain,
            suggestion: "Resolve it in a scope, container.resolver(in: scope), or pass it to the method that needs it.",
            identity: [key])
    }

    static func captive(
        _ captor: BindingKey, _ key: BindingKey, chain: [String], at location: SourceLocation? = nil
    ) -> ContainerError {
        ContainerError(
            .captive,
            "\(captor.description) is made once and would keep \(key.description), which lives as long as a request.",
            chain: chain, at: location,
            suggestion: "Bind \(captor.description) as scoped too, "
                + "or pass \(key.description) to the method that needs it.",
            identity: [captor, key])
    }

    static func conflict(_ key: BindingKey, _ first: any AnyBinding, _ second: any AnyBinding) -> ContainerError {
        func place(_ binding: any AnyBinding) -> String {
            "\(binding.claim?.provider ?? "") (\(binding.location?.description ?? ""))"
        }
        return ContainerError(
            .conflict, "\(key.description) is bound by two providers: \(place(first)) and \(place(second)).",
            at: second.location,
            suggestion: "Drop one of them from the list of providers, give their bindings names, "
                + "or bind \(key.description) in a provider of the app: that one wins.",
            identity: [key])
    }

    static func notPrepared(_ key: BindingKey, _ lifetime: Lifetime, chain: [String]) -> ContainerError {
        let name = key.description
        let suggestion =
            lifetime == .singleton
            ? "Boot the container, try await container.booted(...), "
                + "or prepare it, try await resolver.prepare(\(key.metatype))."
            : "Declare it where it is needed, as a property of an @Injectable type or with needs: \(key.metatype), "
                + "so that it is made before the action runs; or try await resolver.prepare(\(key.metatype))."
        return ContainerError(
            .notPrepared, "\(name) is made asynchronously, and has not been made yet.",
            chain: chain.last == name ? chain : chain + [name], suggestion: suggestion, pending: key, identity: [key])
    }

    static func needsBooting(_ binding: any AnyBinding) -> ContainerError {
        ContainerError(
            .notPrepared, "\(binding.key.description) is made asynchronously, and there is nobody to wait for it.",
            chain: [binding.key.description], at: binding.location,
            suggestion: "Boot the container, try await container.booted(...).", identity: [binding.key])
    }

    static func deferred(_ key: BindingKey, provider: ObjectIdentifier, chain: [String]) -> ContainerError {
        ContainerError(
            .missing, "\(key.description) is bound by a deferred provider that nobody needed while booting.",
            chain: chain + [key.description],
            suggestion: "Declare the need, as a property of an @Injectable type or with needs: \(key.metatype).",
            provider: provider, identity: [key])
    }

    static func unbound(_ key: BindingKey, _ modifier: any AnyModifier) -> ContainerError {
        ContainerError(
            .missing, "\(key.description) is decorated or observed, but nothing is bound to it.",
            chain: [key.description], at: modifier.location,
            suggestion: "Bind it in a service provider, or take the decorator away.", identity: [key])
    }

    static func scopeEnded(_ key: BindingKey) -> ContainerError {
        ContainerError(
            .scopeEnded, "\(key.description) has to be ended with its scope, which has ended already.",
            chain: [key.description], suggestion: "Resolve it before the response is complete.", identity: [key])
    }

    static func factory(_ binding: any AnyBinding, _ reason: any Error) -> ContainerError {
        let detailed = reason as? any DetailedError
        return ContainerError(
            .factory, "\(binding.key.description) could not be made: \(reason)", chain: [binding.key.description],
            at: detailed?.location ?? binding.location, suggestion: detailed?.suggestion, identity: [])
    }
}

extension [BindingKey] {
    /// A cycle as it is written whichever of its members it was entered by.
    fileprivate func rotated() -> [BindingKey] {
        let start = indices.min { (self[$0].description, $0) < (self[$1].description, $1) } ?? 0
        return Array(self[start...] + self[..<start])
    }
}
