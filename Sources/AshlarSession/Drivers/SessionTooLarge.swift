public import AshlarSupport

/// A session that has no room in a cookie.
public struct SessionTooLarge: DetailedError, Equatable {
    /// How large the cookie would be, in bytes.
    public let size: Int
    /// The names of the largest values with their sizes in bytes, largest first.
    public let largest: [String]

    init(size: Int, values: [String: String]) {
        self.size = size
        largest = values.sorted { ($1.value.utf8.count, $0.key) < ($0.value.utf8.count, $1.key) }.prefix(3)
            .map { "\"\($0.key)\" (\($0.value.utf8.count) bytes)" }
    }

    /// What is too large, and by what.
    public var description: String {
        "The session is too large for its cookie: \(size) bytes, and browsers keep \(CookieSessions.limit). "
            + "The largest values are \(largest.joined(separator: ", "))."
    }

    /// What to do.
    public var suggestion: String? {
        "Keep ids in the session and the rest in the database, or set session.driver to postgres."
    }
}
