import AshlarSupport

/// What is known of a binding whatever its type.
protocol AnyBinding: AnyObject, Sendable {
    var key: BindingKey { get }
    var lifetime: Lifetime { get }
    var location: SourceLocation? { get }
    /// The declared needs of the type it is made from; nil where a closure makes it, which only tells when it runs.
    var dependencies: [Dependency]? { get }
    /// Whether making the value takes time, so that it has to be made before anybody asks for it.
    var isSlow: Bool { get }
    /// Whether the value belongs to one scope.
    var isOfScope: Bool { get }
    var claim: Claim? { get }
    var tag: Qualifier? { get }
    var isFake: Bool { get }
    /// Whether the one value of a singleton is there.
    var isMade: Bool { get }
    /// What making the value needs, found at boot; nil before.
    var frame: Frame? { get }
    /// Whether the value is made by the type's own initialiser and by nothing else.
    var isPlain: Bool { get }
    /// Makes the value and forgets it, to see that it can be made.
    func prove(with resolver: Resolver) throws
    /// Makes the value that takes time, and keeps it where it lives.
    func prepare(with resolver: Resolver) async throws
    /// The binding as it serves: with what it needs at hand, and with its value if there is one.
    func linked(frame: Frame, scopeIndex: Int) -> any AnyBinding
}
