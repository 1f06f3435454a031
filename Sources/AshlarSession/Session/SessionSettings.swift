public import AshlarHTTP

/// How sessions live and what their cookie looks like.
public struct SessionSettings: Sendable {
    /// The cookie's name. `__Host-session` lets browsers insist on https and the one host.
    public var cookieName: String
    /// After which time without use a session ends.
    public var idle: Duration
    /// After which time it ends, however much it is used.
    public var absolute: Duration
    /// Whether the browser forgets the cookie when it is closed.
    public var expiresOnClose: Bool
    /// Where on the site the cookie is sent.
    public var path: String
    /// The host and all below it; nil for the one host that sets it.
    public var domain: String?
    /// Whether the cookie is sent over https only; nil: if the request came over https.
    public var isSecure: Bool?
    /// With which requests of other sites the cookie is sent.
    public var sameSite: SameSite

    /// Makes settings.
    ///
    /// - Parameters:
    ///   - cookieName: the cookie's name.
    ///   - idle: after which time without use a session ends.
    ///   - absolute: after which time it ends, however much it is used.
    ///   - expiresOnClose: whether the browser forgets the cookie when it is closed.
    ///   - path: where on the site the cookie is sent.
    ///   - domain: the host and all below it; nil for the one host that sets it.
    ///   - isSecure: whether the cookie is sent over https only; nil: if the request came over https.
    ///   - sameSite: with which requests of other sites the cookie is sent.
    public init(
        cookieName: String = "ashlar_session", idle: Duration = .seconds(7200), absolute: Duration = .seconds(604_800),
        expiresOnClose: Bool = false, path: String = "/", domain: String? = nil, isSecure: Bool? = nil,
        sameSite: SameSite = .lax
    ) {
        self.cookieName = cookieName
        self.idle = idle
        self.absolute = absolute
        self.expiresOnClose = expiresOnClose
        self.path = path
        self.domain = domain
        self.isSecure = isSecure
        self.sameSite = sameSite
    }

    /// Reading alone is not worth a write each time: the time of use is written when it is this old, in seconds.
    var touchInterval: Int { max(1, min(60, Int(clamping: idle.components.seconds) / 10)) }

    func expiry(createdAt: Int, seenAt: Int) -> Int {
        min(
            seenAt.addingSaturating(Int(clamping: idle.components.seconds)),
            createdAt.addingSaturating(Int(clamping: absolute.components.seconds)))
    }

    func isExpired(_ record: SessionRecord, now: Int) -> Bool {
        now >= expiry(createdAt: record.createdAt, seenAt: record.seenAt)
    }
}

extension Int {
    fileprivate func addingSaturating(_ other: Int) -> Int {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? .max : sum
    }
}
