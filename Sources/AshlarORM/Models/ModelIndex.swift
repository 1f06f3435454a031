/// An index of several columns that a model asks for; `craft make migration --diff` makes it.
///
/// ```swift
/// static var indexes: [ModelIndex] { [ModelIndex("shelfID", "place", isUnique: true)] }
/// ```
public struct ModelIndex: Sendable, Hashable {
    /// The properties, or the columns, in order.
    public let members: [String]
    /// Whether no two rows are equal in all of them.
    public let isUnique: Bool
    /// How it is built.
    public let method: IndexMethod

    /// An index.
    ///
    /// - Parameters:
    ///   - members: the properties, or the columns, in order.
    ///   - isUnique: whether no two rows are equal in all of them.
    ///   - method: how it is built.
    public init(_ members: String..., isUnique: Bool = false, method: IndexMethod = .btree) {
        self.members = members
        self.isUnique = isUnique
        self.method = method
    }
}
