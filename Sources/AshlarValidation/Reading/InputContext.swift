#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

/// What is known around an input while it is read: the time, who asks, the words for errors.
public struct InputContext: Sendable {
    /// Says the errors; nil for the framework's own words.
    public var messages: (any InputMessages)?
    /// The language that the client asks for.
    public var language: String?
    /// The time that `past`, `future` and their kind compare with.
    public var now: Date
    /// The parameters of the path, by name: what `unique` leaves out of account.
    public var parameters: [String: String]
    /// Names that are sent beside the input and are none of its fields, such as those of an action's other parameters in the same
    /// query: an input that forbids unknown fields lets them pass.
    public var otherNames: Set<String>
    /// How many errors are collected at most. A list of 100,000 wrong elements is not worth 100,000 messages.
    public var errorLimit: Int
    /// What the surroundings add for rules of their own, such as the request.
    public var surroundings: (any Sendable)?

    /// Makes a context.
    public init(
        messages: (any InputMessages)? = nil, language: String? = nil, now: Date = Date(),
        parameters: [String: String] = [:], otherNames: Set<String> = [], errorLimit: Int = 100,
        surroundings: (any Sendable)? = nil
    ) {
        self.messages = messages
        self.language = language
        self.now = now
        self.parameters = parameters
        self.otherNames = otherNames
        self.errorLimit = errorLimit
        self.surroundings = surroundings
    }
}
