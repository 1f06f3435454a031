/// Which provider made a binding. Two providers of one rank may not bind the same type.
struct Claim: Sendable, Equatable {
    /// The provider's type.
    let provider: String
    /// Whether the provider is part of the app, and not of a battery: the app has the last word.
    let isOwn: Bool
}
