/// What a driver found for a cookie.
public enum SessionLookup: Sendable, Equatable {
    /// The session.
    case found(SessionRecord)
    /// Nothing: it has ended, or never was.
    case absent
    /// The cookie is not of our making, or no longer: the reason is for the log.
    case rejected(String)
}
