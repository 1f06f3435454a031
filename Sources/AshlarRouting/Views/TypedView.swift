import AshlarSupport

/// A page as a struct: a template and the values that it shows, which are checked against each other at boot. Written by
/// the `@View` macro.
public protocol TypedView: ResponseConvertible {
    /// The template's name: `posts.show`. By default it comes from the struct's name: `PostShow` is `posts.show`,
    /// `Home` is `home`.
    static var view: String { get }

    /// What the template can name.
    static var fields: [ViewField] { get }

    /// The fields' values.
    var values: [String: any Sendable] { get }
}

extension TypedView {
    /// The plural of all words but the last, as a folder, and the last.
    public static var view: String {
        var words = CaseConversion.snake(String(describing: Self.self)).split(separator: "_").map(String.init)
        guard words.count > 1, let last = words.popLast() else { return words.joined() }
        return "\(Inflector.plural(words.joined(separator: "_"))).\(last)"
    }
}

/// A field of a typed view.
public struct ViewField: Sendable {
    /// Its name.
    public let name: String
    /// The names of its members; nil for a type that does not tell them.
    public let memberNames: [String]?

    /// Describes a field by its type.
    public init(_ name: String, _ type: Any.Type) {
        self.name = name
        let wrapped = (type as? any WrappingType.Type)?.wrapped ?? type
        // A type that reads any name has none to list.
        memberNames = (wrapped as? any MemberReadable.Type).map { $0.memberNames }.flatMap { $0.isEmpty ? nil : $0 }
    }
}

private protocol WrappingType {
    static var wrapped: Any.Type { get }
}

extension Optional: WrappingType {
    static var wrapped: Any.Type { Wrapped.self }
}
