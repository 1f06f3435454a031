public import AshlarSecurity

/// Keeps the whole session in its cookie, encrypted: nothing is stored on the server.
///
/// ```swift
/// SessionMiddleware(CookieSessions(Encrypter(keys: keys)))
/// ```
///
/// It has room for about 3 KB (``SessionTooLarge`` says so), the changes of two requests at the same time do not merge,
/// and a cookie that somebody copied stays good until it ends: ``Session/invalidate()`` only makes the browser forget it.
/// Where that matters, use ``PostgresSessions``. A key that was replaced opens old cookies for as long as the key ring
/// lists it.
public struct CookieSessions: SessionDriver {
    /// What browsers keep of name and value together, in bytes.
    static let limit = 4096
    private static let context = "session"

    private let encrypter: Encrypter
    private let nameLength: Int
    private let opened = OpenedSessions()

    /// - Parameters:
    ///   - encrypter: what makes the cookie unreadable and unchangeable.
    ///   - cookieName: the cookie's name, which counts for its size.
    public init(_ encrypter: Encrypter, cookieName: String = SessionSettings().cookieName) {
        self.encrypter = encrypter
        nameLength = cookieName.utf8.count
    }

    /// The cookie is the session.
    public var storesInCookie: Bool { true }

    /// Opens the cookie.
    ///
    /// Of the cookies that were sent last it is remembered what they say: a browser sends the same one with each request.
    public func load(_ token: String) -> SessionLookup {
        if let record = opened[token] { return .found(record) }
        let lookup = open(token)
        if case .found(let record) = lookup { opened[token] = record }
        return lookup
    }

    private func open(_ token: String) -> SessionLookup {
        guard let bytes = encrypter.decrypt(token, context: Self.context) else {
            return .rejected("it was changed, or encrypted with a key that is not in the key ring")
        }
        let parts = bytes.split(separator: UInt8(ascii: ","), maxSplits: 3, omittingEmptySubsequences: false)
        guard parts.count == 4, let createdAt = Int(String(decoding: parts[0], as: UTF8.self)),
            let seenAt = Int(String(decoding: parts[1], as: UTF8.self)),
            let values = JSONText.members(of: String(decoding: parts[3], as: UTF8.self))
        else { return .rejected("it is of another format") }
        return .found(
            SessionRecord(
                id: String(decoding: parts[2], as: UTF8.self), values: values, createdAt: createdAt, seenAt: seenAt))
    }

    /// Closes the session into a cookie.
    ///
    /// - Throws: ``SessionTooLarge`` if it has no room in one.
    public func save(_ changes: SessionChanges) throws -> String? {
        let record = changes.record
        let text = "\(record.createdAt),\(record.seenAt),\(record.id),\(JSONText.object(record.values))"
        let token = try encrypter.encrypt(text.utf8, context: Self.context)
        let size = token.utf8.count + nameLength
        guard size <= Self.limit else { throw SessionTooLarge(size: size, values: record.values) }
        return token
    }

    /// There is nothing to drop here; the browser is told to forget the cookie.
    public func delete(_ id: String) {}
}
