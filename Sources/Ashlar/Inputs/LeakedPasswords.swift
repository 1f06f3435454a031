/// Knows passwords that have leaked, without being told which one is asked for: it is given the first five digits of the password's
/// SHA-1, and tells all hashes that begin so (k-anonymity, as haveibeenpwned.com does).
///
/// Bind one in the container, and the rule `.uncompromised()` asks it:
///
/// ```swift
/// container.singleton((any LeakedPasswords).self) { _ in LeakedPasswordFolder("storage/passwords") }
/// ```
public protocol LeakedPasswords: Sendable {
    /// The hashes that begin with five digits.
    ///
    /// - Parameter prefix: five hexadecimal digits, upper case.
    /// - Returns: a line for each hash, `0018A45C4D1DEB81644B54AB7F969B88D65:21`: the 35 digits that are left, and how often the
    ///   password has been seen. Nothing for none.
    /// - Throws: whatever keeps it from being known, which becomes an error of the request. Whoever would rather let a password
    ///   pass returns nothing.
    func hashes(beginningWith prefix: String) async throws -> String
}

/// Leaked passwords that a closure knows: one that asks another server, or a test's.
///
/// ```swift
/// LeakedPasswordLookup { prefix in try await fetch("https://api.pwnedpasswords.com/range/\(prefix)") }
/// ```
public struct LeakedPasswordLookup: LeakedPasswords {
    private let lookup: @Sendable (String) async throws -> String

    /// - Parameter lookup: the hashes that begin with five digits, as ``LeakedPasswords/hashes(beginningWith:)`` tells them.
    public init(_ lookup: @escaping @Sendable (String) async throws -> String) {
        self.lookup = lookup
    }

    /// What the closure knows.
    public func hashes(beginningWith prefix: String) async throws -> String { try await lookup(prefix) }
}
