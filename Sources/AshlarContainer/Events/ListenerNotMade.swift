public import AshlarSupport

/// An event came before its listener could be made.
public struct ListenerNotMade: DetailedError, Equatable {
    /// The listener's type.
    public let listener: String
    /// The event's type.
    public let event: String

    /// Which listener, of which event.
    public var description: String { "\(listener) hears of \(event), but the app is not booted yet." }
    /// What to do.
    public var suggestion: String? { "Dispatch the event after booting: in a provider's boot, or later." }
}
