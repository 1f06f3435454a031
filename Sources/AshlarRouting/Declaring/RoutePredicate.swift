public import AshlarHTTP
public import HTTPTypes

/// A question that a request has to answer with yes for a route to be its own.
///
/// ```swift
/// routes.get("/feed", FeedController.html)
/// routes.get("/feed", FeedController.json).when(.accept("application/json"))
/// routes.get("/feed", FeedController.preview).when(.query("preview"), !.header(.authorization))
/// ```
public struct RoutePredicate: Sendable, CustomStringConvertible {
    /// What it asks, for listings; two predicates of one description are the same.
    public let description: String
    /// The media types that the route makes, for a predicate of that kind.
    let mediaTypes: [String]
    private let test: @Sendable (Request) -> Bool

    /// A predicate of the app's own.
    ///
    /// - Parameters:
    ///   - description: what it asks; unlike that of other predicates.
    ///   - test: the answer; `request.pathParameters` are there already.
    public init(_ description: String, _ test: @escaping @Sendable (Request) -> Bool) {
        self.init(description, mediaTypes: [], test)
    }

    private init(
        _ description: String, mediaTypes: [String], _ test: @escaping @Sendable (Request) -> Bool
    ) {
        self.description = description
        self.mediaTypes = mediaTypes
        self.test = test
    }

    /// Whether a request meets it.
    public func accepts(_ request: Request) -> Bool { test(request) }

    /// A header field that is there, or that has a value.
    public static func header(_ name: HTTPField.Name, _ value: String? = nil) -> RoutePredicate {
        RoutePredicate(value.map { "\(name.canonicalName): \($0)" } ?? name.canonicalName) { request in
            guard let value else { return request.headers.contains(name) }
            return request.headers[values: name].contains(value)
        }
    }

    /// A media type that the client accepts. Of several such routes that answers whose type the client likes best.
    public static func accept(_ types: String...) -> RoutePredicate {
        let types = types.map { $0.lowercased() }
        return RoutePredicate("Accept: \(types.joined(separator: ", "))", mediaTypes: types) { request in
            AcceptedQuality.of(types, in: request) > 0
        }
    }

    /// The media type of the body.
    public static func contentType(_ types: String...) -> RoutePredicate {
        let types = Set(types.map { $0.lowercased() })
        return RoutePredicate("Content-Type: \(types.sorted().joined(separator: ", "))") { request in
            MediaType.of(request.headers[.contentType]).map(types.contains) ?? false
        }
    }

    /// A parameter of the query that is there, or that has a value.
    public static func query(_ name: String, _ value: String? = nil) -> RoutePredicate {
        RoutePredicate("?\(name)" + (value.map { "=\($0)" } ?? "")) { request in
            guard let sent = (try? request.query)?.all(name), !sent.isEmpty else { return false }
            return value.map(sent.contains) ?? true
        }
    }

    /// A parameter of the path or the host that has a value.
    public static func parameter(_ name: String, _ value: String) -> RoutePredicate {
        RoutePredicate("{\(name)}=\(value)") { $0.pathParameters[name] == value }
    }

    /// A request that a script sent: `X-Requested-With: XMLHttpRequest`.
    public static var xhr: RoutePredicate {
        RoutePredicate("XMLHttpRequest") { request in
            guard let name = HTTPField.Name("X-Requested-With") else { return false }
            return request.headers[name]?.lowercased() == "xmlhttprequest"
        }
    }

    /// The opposite.
    public static prefix func ! (predicate: RoutePredicate) -> RoutePredicate {
        RoutePredicate("not \(predicate.description)") { !predicate.accepts($0) }
    }
}

/// How much a client likes a media type (RFC 9110 section 12.5.1).
enum AcceptedQuality {
    /// The best weight of some types, from 0 to 1000; 1000 if the client does not say.
    static func of(_ types: [String], in request: Request) -> Int {
        let fields = request.headers[values: .accept]
        guard !fields.isEmpty else { return 1000 }
        let ranges = fields.flatMap { $0.split(separator: ",") }.map(range)
        return types.map { weight(of: $0, ranges) }.max() ?? 0
    }

    /// The most precise range decides.
    private static func weight(of type: String, _ ranges: [(type: String, weight: Int)]) -> Int {
        let group = type.prefix { $0 != "/" } + "/*"
        for wanted in [type, String(group), "*/*"] {
            if let range = ranges.first(where: { $0.type == wanted }) { return range.weight }
        }
        return 0
    }

    private static func range(_ text: Substring) -> (type: String, weight: Int) {
        let parts = text.split(separator: ";").map { $0.filter { !$0.isWhitespace }.lowercased() }
        let quality = parts.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) } ?? 1
        return (parts.first ?? "", Int(min(max(quality.isFinite ? quality : 0, 0), 1) * 1000))
    }
}
