public import AshlarSupport

/// A way in which clients prove who they are, as documents say it (OpenAPI 3.1, section 4.8.27). It checks nothing: that is
/// middleware's work.
public struct SecurityScheme: Sendable {
    /// What it is called in the document.
    public let name: String
    /// Its definition.
    public let definition: SentValue
    /// What the client has to be allowed to do.
    public private(set) var scopes: [String] = []

    /// A way of your own.
    ///
    /// - Parameters:
    ///   - name: letters, digits, `.`, `-` and `_`.
    ///   - definition: a Security Scheme Object.
    public init(_ name: String, definition: SentValue) {
        self.name = name
        self.definition = definition
    }

    /// `Authorization: Bearer ...`
    public static let bearer = SecurityScheme("bearer", definition: ["type": "http", "scheme": "bearer"])

    /// `Authorization: Basic ...`
    public static let basic = SecurityScheme("basic", definition: ["type": "http", "scheme": "basic"])

    /// A key in a header field.
    public static func apiKey(header: String) -> SecurityScheme { apiKey("header", header) }

    /// A key in the query.
    public static func apiKey(query: String) -> SecurityScheme { apiKey("query", query) }

    /// A key in a cookie, such as that of a session.
    public static func apiKey(cookie: String) -> SecurityScheme { apiKey("cookie", cookie) }

    /// A token of OpenID Connect.
    ///
    /// - Parameter address: of the provider's configuration.
    public static func openIDConnect(_ address: String) -> SecurityScheme {
        SecurityScheme("openIDConnect", definition: ["type": "openIdConnect", "openIdConnectUrl": .text(address)])
    }

    /// The same way, for clients that are allowed to do something.
    public func scopes(_ scopes: String...) -> SecurityScheme {
        var scheme = self
        scheme.scopes += scopes
        return scheme
    }

    private static func apiKey(_ place: String, _ name: String) -> SecurityScheme {
        SecurityScheme("\(place)Key", definition: ["type": "apiKey", "in": .text(place), "name": .text(name)])
    }
}
