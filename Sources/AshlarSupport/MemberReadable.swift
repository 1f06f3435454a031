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

    /// The value of a member by its place in ``memberNames``.
    ///
    /// What reads the same member of many values, as a loop in a template does, looks for its name once. `@Model` writes
    /// this; where it is not written, the member is read by the name that stands at the place.
    ///
    /// - Parameter place: from 0, less than the count of ``memberNames``.
    /// - Returns: what ``member(named:)`` returns for the name.
    /// - Throws: ``MemberError/unknown`` for a place beyond the names, and what ``member(named:)`` throws.
    func member(at place: Int) throws -> any Sendable
}

extension MemberReadable {
    /// Reads the member by its name.
    public func member(at place: Int) throws -> any Sendable {
        let names = Self.memberNames
        guard names.indices.contains(place) else { throw MemberError.unknown }
        return try member(named: names[place])
    }
}

/// Why a member could not be read.
public enum MemberError: Error, Equatable {
    /// There is no member of that name.
    case unknown
}
