public import AshlarSupport

/// Why something cannot be resolved. It names the whole chain, from the route or type that asked first.
public struct ContainerError: DetailedError, Equatable {
    /// What kinds there are.
    public struct Code: Sendable, Hashable {
        let name: String
        /// Nothing is bound to the type, and it is not ``Injectable``.
        public static let missing = Code(name: "missing")
        /// The type needs itself.
        public static let cycle = Code(name: "cycle")
        /// The type lives as long as a request, and there is no request.
        public static let noScope = Code(name: "noScope")
    }

    /// What kind it is.
    public let code: Code
    /// What failed, in a sentence.
    public let message: String
    /// Who needed it, outermost first; the last is what could not be made.
    public let chain: [String]
    /// What to do.
    public let suggestion: String?

    /// Message, chain and suggestion, a line each.
    public var description: String {
        var lines = [message]
        if chain.count > 1 { lines.append("  needed by: " + chain.joined(separator: " → ")) }
        if let suggestion { lines.append("  " + suggestion) }
        return lines.joined(separator: "\n")
    }

    static func missing(_ key: BindingKey, chain: [String], bound: [String]) -> ContainerError {
        let near = Suggestion.closest(to: key.description, in: bound).map { " (\($0) is bound.)" } ?? ""
        return ContainerError(
            code: .missing, message: "Nothing is bound to \(key.description).", chain: chain + [key.description],
            suggestion: "Bind it in a service provider, container.singleton(\(metatype(key.description))) { ... }, "
                + "or mark the type @Injectable.\(near)")
    }

    static func cycle(_ chain: [String]) -> ContainerError {
        ContainerError(
            code: .cycle, message: "\(chain.last ?? "A type") needs itself.", chain: chain,
            suggestion: "Break the cycle: move what both need into a third type, or pass it to a method instead.")
    }

    static func noScope(_ key: BindingKey, chain: [String]) -> ContainerError {
        ContainerError(
            code: .noScope, message: "\(key.description) lives as long as a request, and what needs it lives longer.",
            chain: chain.last == key.description ? chain : chain + [key.description],
            suggestion: "Bind what needs it as scoped too, or pass it to the method that needs it.")
    }

    private static func metatype(_ name: String) -> String {
        name.hasPrefix("any ") ? "(\(name)).self" : "\(name).self"
    }
}
