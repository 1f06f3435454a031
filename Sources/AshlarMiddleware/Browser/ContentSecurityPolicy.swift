/// What a page may load and run (CSP Level 3), put together from directives.
///
/// ```swift
/// ContentSecurityPolicy.strict
///     .adding("img-src", "https://images.example.com")
///     .adding("connect-src", "wss://example.com")
/// ```
public struct ContentSecurityPolicy: Sendable, Equatable {
    /// A source that stands for the nonce of the response, in `script-src` and `style-src`.
    public static let nonce = "'nonce'"

    private var directives: [(name: String, sources: [String])] = []

    /// A policy without directives: it forbids nothing.
    public init() {}

    /// Own scripts, styles, images and connections, inline ones with the response's nonce; nothing else, and no frames
    /// around the page but its own.
    public static let strict = ContentSecurityPolicy()
        .setting("default-src", "'self'")
        .setting("script-src", "'self'", nonce)
        .setting("style-src", "'self'", nonce)
        .setting("img-src", "'self'", "data:")
        .setting("object-src", "'none'")
        .setting("base-uri", "'self'")
        .setting("form-action", "'self'")
        .setting("frame-ancestors", "'self'")

    /// The policy with a directive that has these sources and no others.
    public func setting(_ name: String, _ sources: String...) -> ContentSecurityPolicy {
        var copy = self
        copy.directives.removeAll { $0.name == name }
        copy.directives.append((name, sources))
        return copy
    }

    /// The policy with more sources for a directive; a directive that is not there yet starts with `'self'`.
    public func adding(_ name: String, _ sources: String...) -> ContentSecurityPolicy {
        var copy = self
        if let index = copy.directives.firstIndex(where: { $0.name == name }) {
            copy.directives[index].sources.removeAll { $0 == "'none'" }
            copy.directives[index].sources += sources
        } else {
            copy.directives.append((name, ["'self'"] + sources))
        }
        return copy
    }

    /// Equal if they are written alike.
    public static func == (left: ContentSecurityPolicy, right: ContentSecurityPolicy) -> Bool {
        left.rendered(nonce: "") == right.rendered(nonce: "")
    }

    /// Whether some directive takes a nonce.
    var usesNonce: Bool { directives.contains { $0.sources.contains(Self.nonce) } }

    /// The field's value.
    ///
    /// - Parameter nonce: the nonce of the response; nil leaves the source out, which allows less.
    public func rendered(nonce: String?) -> String {
        directives.map { directive in
            let sources = directive.sources.compactMap { source in
                source == Self.nonce ? nonce.map { "'nonce-\($0)'" } : source
            }
            return ([directive.name] + sources).joined(separator: " ")
        }.joined(separator: "; ")
    }

    /// What in it would end the directive or the field.
    var malformed: String? {
        directives.flatMap { [$0.name] + $0.sources }
            .first { $0.isEmpty || $0.utf8.contains { $0 <= 32 || $0 >= 127 || $0 == 59 || $0 == 44 } }
    }
}
