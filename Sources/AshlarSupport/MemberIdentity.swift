/// What tells one thing from another of the same type, such as the primary key of a model.
public struct MemberIdentity: Hashable, CustomStringConvertible {
    private let type: ObjectIdentifier
    private let key: AnyHashable
    private let text: () -> String

    /// Describes an identity.
    ///
    /// - Parameters:
    ///   - type: the type of the value.
    ///   - key: the value's key, which is equal for equal things alone.
    ///   - text: the key as text, made when it is asked for: most identities are only compared.
    public init(_ type: Any.Type, key: some Hashable, text: @autoclosure @escaping () -> String) {
        self.type = ObjectIdentifier(type)
        self.key = AnyHashable(key)
        self.text = text
    }

    /// The key as a person reads it.
    public var description: String { text() }

    /// Whether both are of the same type and have the same key.
    public static func == (left: MemberIdentity, right: MemberIdentity) -> Bool {
        left.type == right.type && left.key == right.key
    }

    /// Mixes type and key into a hash.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(type)
        hasher.combine(key)
    }
}

/// A value that may stand for a thing with a key. Every model is one: two of them mean the same row if their identities are equal.
public protocol MemberIdentified {
    /// Which thing the value stands for; nil for one that has no key yet.
    var memberIdentity: MemberIdentity? { get }
}
