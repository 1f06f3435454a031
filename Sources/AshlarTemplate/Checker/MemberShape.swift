import AshlarSupport

/// What is known of a value before a template is rendered: by its Swift type, or as a list of such values.
indirect enum MemberShape {
    case type(Any.Type)
    case list(MemberShape)

    /// The shape of a Swift type; what is optional counts as what it holds.
    init(_ type: Any.Type) {
        var type = type
        while let wrapping = type as? any WrappingType.Type { type = wrapping.wrapped }
        self = .type(type)
    }

    /// The names that can be read of the value; nil where any can, or where they are not known.
    var memberNames: [String]? {
        if let methods { return methods }
        guard case .type(let type) = self, let readable = type as? any MemberReadable.Type else { return nil }
        // A type that reads any name has none to list.
        return readable.memberNames.isEmpty ? nil : readable.memberNames
    }

    /// What a text or a number can be asked for: its methods, and nothing else; nil for any other type.
    var methods: [String]? {
        guard case .type(let type) = self else { return nil }
        if Self.texts.contains(where: { $0 == type }) { return Array(TextMethods.all.keys) }
        return Self.numbers.contains { $0 == type } ? [] : nil
    }

    private static let texts: [Any.Type] = [String.self, Substring.self]
    private static let numbers: [Any.Type] = [
        Bool.self, Int.self, Int8.self, Int16.self, Int32.self, Int64.self, UInt.self, UInt8.self, UInt16.self,
        UInt32.self, UInt64.self, Double.self, Float.self,
    ]

    /// Whether the value may have such a member: some are there only if they were loaded, and not listed.
    func has(_ name: String) -> Bool { memberNames?.contains(name) ?? true || member(name) != nil }

    /// The shape of a member that exists.
    func member(_ name: String) -> MemberShape? {
        guard case .type(let type) = self else { return nil }
        if let keyed = type as? any KeyedType.Type { return MemberShape(keyed.value) }
        return (type as? any MemberTyped.Type)?.memberType(named: name).map { MemberShape($0) }
    }

    /// The shape of what `for` reads of the value.
    var element: MemberShape? {
        switch self {
        case .list(let element): return element
        case .type(let type):
            if type is any KeyedType.Type || type == String.self { return nil }
            if let sequence = type as? any Sequence.Type { return Self.element(of: sequence) }
            // A relation tells the model that it leads to, whether to one or to many.
            return type is any MemberTyped.Type ? self : nil
        }
    }

    private static func element<S: Sequence>(of type: S.Type) -> MemberShape { MemberShape(S.Element.self) }

    /// The shape of the values of a dictionary.
    var value: MemberShape? {
        guard case .type(let type) = self else { return nil }
        return (type as? any KeyedType.Type).map { MemberShape($0.value) }
    }

    /// Tells shapes apart.
    var text: String {
        switch self {
        case .type(let type): String(reflecting: type)
        case .list(let element): "[\(element.text)]"
        }
    }
}

private protocol WrappingType {
    static var wrapped: Any.Type { get }
}

extension Optional: WrappingType {
    static var wrapped: Any.Type { Wrapped.self }
}

private protocol KeyedType {
    static var value: Any.Type { get }
}

extension Dictionary: KeyedType {
    static var value: Any.Type { Value.self }
}
