import AshlarHTTP
import AshlarSupport
import HTTPTypes

/// A route as it is served: everything decided.
final class CompiledRoute: Sendable {
    /// Its place in the table.
    let index: Int
    let kind: Route.Kind
    let methods: [HTTPRequest.Method]
    let pattern: RoutePattern
    let host: HostPattern?
    let name: String?
    let action: Action
    let sources: [ArgumentSource]
    let bindings: [PathBinding?]
    let layers: [any Middleware]
    let location: SourceLocation
    let predicates: [RoutePredicate]
    /// What its predicates say of the media types that it makes.
    let mediaTypes: [String]
    let trailingSlash: TrailingSlash
    /// Whether its addresses end with a slash.
    let endsWithSlash: Bool
    /// What documents say of it besides what its code says.
    let documentation: RouteDocumentation
    /// What goes before the names of its module's routes.
    let modulePrefix: String
    /// The names of the host's placeholders, then those of constants: parameters that the path does not name.
    private let leading: [String]
    private let constants: [Parameters.Item]
    /// The parameters that requests need not name: the host or a constant gives them.
    var givenNames: [String] { leading + constants.map(\.name) }
    private let placeholders: [Placeholder]
    /// Values of optional placeholders that the path may leave out.
    private let defaults: [String?]

    /// - Throws: ``RouteError`` for an argument that this path cannot give.
    init(_ parsed: ParsedRoute, index: Int) throws(RouteError) {
        let route = parsed.route
        self.index = index
        kind = route.kind
        methods = parsed.methods
        pattern = parsed.pattern
        host = parsed.host
        name = route.fullName
        action = route.action
        layers = parsed.layers
        location = route.location
        predicates = route.predicates
        mediaTypes = route.predicates.flatMap(\.mediaTypes)
        let settings = (route.group.chain.map(\.settings) + [route.settings]).reversed()
        trailingSlash = settings.lazy.compactMap(\.trailingSlash).first ?? .redirect
        endsWithSlash =
            trailingSlash == .append && route.kind == .path && !parsed.pattern.segments.isEmpty
            && !parsed.pattern.placeholders.contains(where: \.isRest)
        documentation = settings.reversed().map(\.documentation).reduce(RouteDocumentation()) { $0.merging($1) }
        modulePrefix = route.group.modules.last?.namePrefix ?? ""
        placeholders = parsed.pattern.placeholders
        defaults = placeholders.map { route.defaults[$0.name] }
        constants = route.defaults.filter { name, _ in !parsed.pattern.placeholders.contains { $0.name == name } }
            .sorted { $0.key < $1.key }.map { Parameters.Item(name: $0.key, value: $0.value) }
        leading = parsed.host?.placeholders.map(\.name) ?? []
        let arguments = RouteArguments(
            parsed, leading: leading + constants.map(\.name),
            isScoped: settings.lazy.compactMap(\.isScoped).first ?? false)
        if let target = route.target { try arguments.check(target: target) }
        sources = try arguments.sources()
        bindings = try arguments.bindings(sources)
    }

    /// What a request gave to the placeholders, in the order: host, constants, path.
    func parameters(
        _ hostValues: [String], _ bytes: UnsafeBufferPointer<UInt8>,
        _ captures: UnsafeBufferPointer<PathSegments.Span>
    ) -> Parameters {
        if placeholders.isEmpty, leading.isEmpty, constants.isEmpty { return Self.noParameters }
        var items: [Parameters.Item] = []
        items.reserveCapacity(leading.count + constants.count + placeholders.count)
        for (name, value) in zip(leading, hostValues) { items.append(Parameters.Item(name: name, value: value)) }
        items += constants
        for (index, placeholder) in placeholders.enumerated() {
            if index < captures.count {
                let span = captures[index]
                let text = String(
                    decoding: UnsafeBufferPointer(rebasing: bytes[span.start..<span.end]), as: UTF8.self)
                items.append(Parameters.Item(name: placeholder.name, value: placeholder.converter.value(of: text)))
            } else if let value = defaults[index] {
                items.append(Parameters.Item(name: placeholder.name, value: value))
            } else {
                break
            }
        }
        return Parameters(items: items)
    }

    private static let noParameters = Parameters(items: [])
}
