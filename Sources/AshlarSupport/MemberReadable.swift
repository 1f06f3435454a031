/// A value whose members can be read by name without reflection.
///
/// `@Model` writes it for models; templates, dumps and serialisers read through it.
public protocol MemberReadable: Sendable {
    /// The names that `member(named:)` answers to, in the order of declaration.
    static var memberNames: [String] { get }

    /// The value of a member.
    ///
    /// - Parameter name: the member's name as it is written in Swift.
    /// - Returns: the value; a value that is `Optional.none` for a member that is nil.
    /// - Throws: ``MemberError/unknown`` for a name that is none of ``memberNames``, or an error of the type's own where a
    ///   member exists but cannot be read, such as a relation that was not loaded.
    func member(named name: String) throws -> any Sendable
}

/// Why a member could not be read.
public enum MemberError: Error, Equatable {
    /// There is no member of that name.
    case unknown
}
