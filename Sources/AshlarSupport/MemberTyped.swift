/// A ``MemberReadable`` type that knows the types of its members. Every model does: typed views are checked with it.
public protocol MemberTyped {
    /// The type of a member.
    ///
    /// - Parameter name: the member's name as it is written in Swift.
    /// - Returns: the type; for a relation the related model, whether it leads to one or to many. Nil for a member whose type
    ///   is not known, and for a name that is none.
    static func memberType(named name: String) -> Any.Type?
}
