import AshlarSupport

/// Walks everything that will be resolved and finds what is missing or cyclic before anybody asks.
struct Verifier {
    let table: BindingTable
    let scope: Scope

    func run(roots: [(name: String, dependencies: [Dependency])]) throws -> VerifiedContainer {
        var problems: [any Error] = []
        var seen: Set<String> = []
        func note(_ error: any Error) {
            if seen.insert(String(describing: error)).inserted { problems.append(error) }
        }

        for root in roots {
            for dependency in root.dependencies {
                do { try prove(dependency, chain: [root.name], visiting: []) } catch { note(error) }
            }
        }
        var settled: [any AnyBinding] = []
        for binding in table.all.sorted(by: { $0.key.description < $1.key.description }) {
            do {
                if let dependencies = binding.dependencies {
                    for dependency in dependencies {
                        try prove(dependency, chain: [binding.key.description], visiting: [binding.key])
                    }
                }
                settled.append(try settle(binding))
            } catch { note(error) }
        }
        guard problems.isEmpty else { throw VerificationError(problems: problems) }
        return VerifiedContainer(bindings: table.replacing(settled))
    }

    /// Singletons are made; factories of the other kinds are tried once, as only running them tells what they resolve.
    private func settle(_ binding: any AnyBinding) throws -> any AnyBinding {
        let path = try ResolutionPath().appending(binding.key)
        if binding.lifetime == .singleton {
            return try binding.settled(with: Resolver(bindings: table, scope: nil, path: path))
        }
        do {
            try binding.prove(with: Resolver(bindings: table, scope: scope, path: path))
        } catch let error as ContainerError {
            throw error
        } catch {
            // Whatever else a factory for a request refuses, it refuses of a request that was made up for this trial.
        }
        return binding
    }

    private func prove(_ dependency: Dependency, chain: [String], visiting: [BindingKey]) throws {
        let key = dependency.key
        if visiting.contains(key) { throw ContainerError.cycle(chain + [key.description]) }
        let chain = chain + [key.description]
        let visiting = visiting + [key]
        if let binding = table[key] {
            // A closure tells nothing here; it is tried in `settle`.
            for inner in binding.dependencies ?? [] { try prove(inner, chain: chain, visiting: visiting) }
        } else if let injectable = dependency.injectable {
            for inner in injectable.dependencies { try prove(inner, chain: chain, visiting: visiting) }
        } else if !dependency.isOptional, !scope.has(key) {
            throw ContainerError.missing(key, chain: chain.dropLast(), bound: table.names)
        }
    }
}

/// Everything that is wrong with a container, at once.
public struct VerificationError: Error, CustomStringConvertible {
    /// What was found.
    public let problems: [any Error]

    /// The problems, with a blank line between them.
    public var description: String { problems.map { String(describing: $0) }.joined(separator: "\n\n") }
}
