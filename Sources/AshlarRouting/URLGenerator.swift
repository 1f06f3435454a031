import AshlarHTTP
import AshlarSupport

/// Makes addresses from the names of routes.
///
/// ```swift
/// try urls.path(to: "posts.show", [post])              // /posts/7
/// try urls.path(to: "posts.index", [], query: ["page": 2])   // /posts?page=2
/// ```
public struct URLGenerator: Sendable {
    private let patterns: [String: RoutePattern]

    init(_ patterns: [String: RoutePattern]) {
        self.patterns = patterns
    }

    /// The names of all routes that have one.
    public var names: some Sequence<String> { patterns.keys }

    /// Whether there is a route of that name.
    public func has(_ name: String) -> Bool { patterns[name] != nil }

    /// The path of a route.
    ///
    /// - Parameters:
    ///   - name: the route's name.
    ///   - values: values for its placeholders, in order; a model stands for its key.
    ///   - named: values for placeholders by their names; names that are no placeholder go into the query.
    ///   - query: the query's parameters, in order.
    /// - Throws: ``RouteError`` for an unknown name, and for a missing or superfluous value.
    public func path(
        to name: String, _ values: [any Sendable] = [], named: [String: any Sendable] = [:],
        query: KeyValuePairs<String, any Sendable> = [:]
    ) throws -> String {
        guard let pattern = patterns[name] else {
            throw RouteError(
                message: "There is no route named \"\(name)\"." + Suggestion.sentence(for: name, in: patterns.keys))
        }
        var positional = values[...]
        var named = named
        var path = ""
        for segment in pattern.segments {
            path += "/"
            switch segment {
            case .literal(let text): path += text
            case .parameter(let parameter), .rest(let parameter):
                guard let value = named.removeValue(forKey: parameter) ?? positional.popFirst() else {
                    throw RouteError(
                        message: "The route \"\(name)\" (\(pattern.text)) needs a value for {\(parameter)}.")
                }
                let text = try Self.text(of: value, for: parameter, of: name)
                if case .rest = segment {
                    path += text.split(separator: "/", omittingEmptySubsequences: false)
                        .map { PercentEncoding.encode(String($0)) }.joined(separator: "/")
                } else {
                    path += PercentEncoding.encode(text)
                }
            }
        }
        if let superfluous = positional.first {
            throw RouteError(message: "The route \"\(name)\" (\(pattern.text)) has no place for \(superfluous).")
        }
        let pairs = query.map { ($0.key, $0.value) } + named.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        let items = try pairs.map { key, value in
            try "\(PercentEncoding.encode(key))=\(PercentEncoding.encode(Self.text(of: value, for: key, of: name)))"
        }
        return (path.isEmpty ? "/" : path) + (items.isEmpty ? "" : "?" + items.joined(separator: "&"))
    }

    /// A value as it is written into an address.
    private static func text(of value: Any, for parameter: String, of name: String) throws -> String {
        let text: String? =
            switch value {
            case let text as String: text
            case let readable as any MemberReadable: try key(of: readable)
            case let raw as any RawRepresentable: "\(raw.rawValue)"
            case let optional as any OptionalValue:
                try optional.wrappedValue.map { try Self.text(of: $0, for: parameter, of: name) }
            case let convertible as any CustomStringConvertible: convertible.description
            default: nil
            }
        guard let text, !text.isEmpty else {
            throw RouteError(
                message:
                    "The value for {\(parameter)} of the route \"\(name)\" is missing or has no text: \(type(of: value)).",
                suggestion: "A model that was not saved has no key yet.")
        }
        return text
    }

    private static func key(of readable: any MemberReadable) throws -> String? {
        let id = try readable.member(named: "id")
        guard let optional = id as? any OptionalValue else { return "\(id)" }
        return optional.wrappedValue.map { "\($0)" }
    }
}

/// An optional of any type, looked into.
private protocol OptionalValue {
    var wrappedValue: Any? { get }
}

extension Optional: OptionalValue {
    fileprivate var wrappedValue: Any? { self }
}
