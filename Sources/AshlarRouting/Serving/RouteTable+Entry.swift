import AshlarHTTP
public import AshlarSupport
public import HTTPTypes

extension RouteTable {
    /// What is known of a route, for listings and for the request that was led to it.
    public struct Entry: Sendable {
        private let route: CompiledRoute

        init(_ route: CompiledRoute) { self.route = route }

        /// The methods that it answers; empty for a fallback or a mount, which answer all.
        public var methods: [HTTPRequest.Method] { route.methods }
        /// Its path, with converters: `/posts/{id:int}`.
        public var path: String { route.pattern.text }
        /// The host that it belongs to, `{tenant}.example.com`; nil if it answers on all.
        public var host: String? { route.host?.text }
        /// Its name.
        public var name: String? { route.name }
        /// What it leads to.
        public var action: Action { route.action }
        /// The middleware around it by name, outermost first.
        public var middleware: [String] { route.layers.map(\.name) }
        /// What requests have to meet besides method and path.
        public var predicates: [String] { route.predicates.map(\.description) }
        /// The names of the converters of its placeholders, by the names of the placeholders; those that take any text
        /// are left out.
        public var constraints: [String: String] {
            let placeholders = (route.host?.placeholders ?? []) + route.pattern.placeholders
            return placeholders.reduce(into: [:]) { constraints, placeholder in
                switch placeholder.converter.kind {
                case .text, .path: break
                default: constraints[placeholder.name] = placeholder.converter.name
                }
            }
        }
        /// Its path where nothing has to be filled in: optional placeholders are left out. Nil for a path that needs a value,
        /// and for a fallback or a mount.
        public var plainPath: String? {
            guard route.kind == .path, let shortest = route.pattern.expansions.last else { return nil }
            var parts: [String] = []
            for segment in shortest {
                guard case .literal(let text) = segment else { return nil }
                parts.append(text)
            }
            return path(of: parts)
        }
        func path(of parts: [String]) -> String {
            "/" + parts.joined(separator: "/") + (route.endsWithSlash && !parts.isEmpty ? "/" : "")
        }

        /// What documents say of it besides what its code says.
        public var documentation: RouteDocumentation { route.documentation }
        /// Its path in each length that it may have.
        var expansions: [[RoutePattern.Segment]] { route.pattern.expansions }
        /// The parameters that requests need not name: the host or a constant gives them.
        package var givenNames: [String] { route.givenNames }
        /// Whether it answers what no other route does.
        public var isFallback: Bool { route.kind == .fallback }
        /// Whether it hands everything below its path to another app.
        public var isMount: Bool { route.kind == .mount }
        /// Where it is declared.
        public var location: SourceLocation { route.location }

        /// Its path as listings show it: what answers everything below says so, `/admin/* (fallback)`.
        public var listedPath: String {
            guard route.kind != .path else { return (host ?? "") + path + (route.endsWithSlash ? "/" : "") }
            let below = (host ?? "") + (path == "/" ? "" : path) + "/*"
            return "\(below) (\(isFallback ? "fallback" : "mount"))"
        }

        /// Methods, host and path: `PUT|PATCH /posts/{post}`.
        public var summary: String { "\(methodText) \(host ?? "")\(path)" }

        /// The methods in one word: `PUT|PATCH`, or `ANY`.
        public var methodText: String {
            methods.isEmpty ? "ANY" : methods.map(\.rawValue).joined(separator: "|")
        }
    }
}
