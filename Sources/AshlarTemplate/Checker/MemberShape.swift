import AshlarSupport
import Foundation

/// What is known of a value before a template is rendered: by its Swift type, or as a list of such values.
indirect enum MemberShape {
    case type(Any.Type)
    case list(MemberShape)
    /// What `groupby` makes: what the elements have in common, if that is known, and the shape of an element.
    case group(MemberShape?, MemberShape)
    /// `loop`, with the shape of what it goes through.
    case loop(MemberShape?)
    case macro(MacroNode)
    /// A template that was imported whole.
    case module(String)

    /// The shape of a Swift type; what is optional counts as what it holds.
    init(_ type: Any.Type) {
        var type = type
        while let wrapping = type as? any WrappingType.Type { type = wrapping.wrapped }
        self = .type(type)
    }

    /// The names that can be read of the value; nil where any can, or where they are not known.
    var memberNames: [String]? {
        if let callableNames { return callableNames }
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

    /// What may be called of a value whose members are all known, for what it is in templates.
    var callableNames: [String]? {
        if let methods { return methods }
        switch self {
        case .list: return Self.listMethods
        case .group: return ["grouper", "list"] + ListMethods.asking.keys
        case .loop: return LoopObject.names
        case .type(let type):
            if type == Date.self { return DateObject.names }
            return type is any ListType.Type ? Self.listMethods : nil
        case .macro, .module: return nil
        }
    }

    /// Whether it is a list, and nothing besides.
    var isList: Bool {
        switch self {
        case .list: true
        case .type(let type): type is any ListType.Type
        default: false
        }
    }

    private static let listMethods = Array(ListMethods.asking.keys) + ListMethods.changing.keys
    private static let texts: [Any.Type] = [String.self, Substring.self]
    private static let numbers: [Any.Type] = [
        Bool.self, Int.self, Int8.self, Int16.self, Int32.self, Int64.self, UInt.self, UInt8.self, UInt16.self,
        UInt32.self, UInt64.self, Double.self, Float.self,
    ]

    /// Whether the value may have such a member: some are there only if they were loaded, and not listed.
    func has(_ name: String) -> Bool { memberNames?.contains(name) ?? true || member(name) != nil }

    /// The shape of a member that exists.
    func member(_ name: String) -> MemberShape? {
        switch self {
        case .group(let grouper, let element):
            return name == "grouper" ? grouper : name == "list" ? .list(element) : nil
        case .loop(let element):
            if name == "previtem" || name == "nextitem" { return element }
            if name == "first" || name == "last" { return .type(Bool.self) }
            return LoopObject.names.contains(name) && name != "cycle" && name != "changed" ? .type(Int.self) : nil
        default: break
        }
        guard case .type(let type) = self else { return nil }
        if type == Date.self { return DateObject.parts.contains(name) ? .type(Int.self) : nil }
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
        case .group, .loop, .macro, .module: return nil
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
        case .group(let grouper, let element): "group \(grouper?.text ?? "") \(element.text)"
        case .loop(let element): "loop \(element?.text ?? "")"
        case .macro(let macro): "macro \(macro.name)"
        case .module(let name): "module \(name)"
        }
    }
}

private protocol ListType {}

extension Array: ListType {}

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
