public import AshlarSupport

/// Why something cannot be resolved. It names the whole chain, from the route or type that asked first.
public struct ContainerError: DetailedError, Equatable {
    /// What kinds there are.
    public struct Code: Sendable, Hashable {
        let name: String
        /// Nothing is bound to the type, and it is not ``Injectable``.
        public static let missing = Code(name: "missing")
        /// The type has bindings with names only, and none was named.
        public static let ambiguous = Code(name: "ambiguous")
        /// The type needs itself.
        public static let cycle = Code(name: "cycle")
        /// The type lives as long as a request, and there is no request.
        public static let noScope = Code(name: "noScope")
        /// A singleton would keep what lives as long as a request.
        public static let captive = Code(name: "captive")
        /// Two providers bind the same.
        public static let conflict = Code(name: "conflict")
        /// Making the value takes time, and it has not been made beforehand.
        public static let notPrepared = Code(name: "notPrepared")
        /// The scope has ended.
        public static let scopeEnded = Code(name: "scopeEnded")
        /// A factory threw while the app was booted.
        public static let factory = Code(name: "factory")
    }

    /// What kind it is.
    public let code: Code
    /// What failed, in a sentence.
    public let message: String
    /// Who needed it, outermost first; the last is what could not be made.
    public let chain: [String]
    /// Where the binding in question is written.
    public let location: SourceLocation?
    /// What to do.
    public let suggestion: String?
    /// What has to be made first.
    let pending: BindingKey?
    /// The provider that has to register first.
    let provider: ObjectIdentifier?
    /// The same for the same mistake, however it was come upon.
    let identity: [BindingKey]

    init(
        _ code: Code, _ message: String, chain: [String] = [], at location: SourceLocation? = nil, suggestion: String?,
        pending: BindingKey? = nil, provider: ObjectIdentifier? = nil, identity: [BindingKey] = []
    ) {
        self.code = code
        self.message = message
        self.chain = chain
        self.location = location
        self.suggestion = suggestion
        self.pending = pending
        self.provider = provider
        self.identity = identity
    }

    /// Message, chain, place and suggestion, a line each.
    public var description: String {
        var lines = [message]
        if chain.count > 1 { lines.append("  needed by: " + chain.joined(separator: " → ")) }
        if let location { lines.append("  at: \(location)") }
        if let suggestion { lines.append("  " + suggestion) }
        return lines.joined(separator: "\n")
    }
}
