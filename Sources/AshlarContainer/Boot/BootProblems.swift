/// What was found to be wrong, each thing once, however often it was come upon.
struct BootProblems {
    private(set) var all: [any Error] = []
    private var seen: Set<String> = []
    private var identities: Set<Identity> = []

    private struct Identity: Hashable {
        let code: ContainerError.Code
        let keys: [BindingKey]
        /// For what is missing: who misses it.
        let consumer: String?
    }

    var isEmpty: Bool { all.isEmpty }

    mutating func note(_ error: any Error) {
        if let error = error as? ContainerError, !error.identity.isEmpty {
            let isCycle = error.code == .cycle || error.code == .captive
            let identity = Identity(
                code: error.code, keys: error.identity, consumer: isCycle ? nil : error.chain.dropLast().last)
            guard identities.insert(identity).inserted else { return }
        } else {
            guard seen.insert(String(describing: error)).inserted else { return }
        }
        all.append(error)
    }
}
