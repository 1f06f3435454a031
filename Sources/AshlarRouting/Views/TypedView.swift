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
    /// Its type.
    public let type: Any.Type

    /// Describes a field by its type.
    public init(_ name: String, _ type: Any.Type) {
        self.name = name
        self.type = type
    }
}
