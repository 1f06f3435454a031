import AshlarHTTP

/// A route's placeholders being filled with values.
struct Filling {
    private let route: CompiledRoute
    private var positional: ArraySlice<any Sendable>
    private var named: [String: any Sendable]
    private var knownHost: String?

    /// What messages call the route.
    var name: String { route.name ?? route.action.name }

    init(_ route: CompiledRoute, _ values: [any Sendable], _ named: [String: any Sendable]) {
        self.route = route
        positional = values[...]
        self.named = named
    }

    /// For a path alone: what was given for the host is not for the query.
    mutating func dropHostValues() {
        for placeholder in route.host?.placeholders ?? [] { named[placeholder.name] = nil }
    }

    /// The host of a route that has one.
    ///
    /// - Parameter current: the parameters of the request that is being answered.
    mutating func host(_ current: Parameters?) throws -> String? {
        guard let pattern = route.host else { return nil }
        if let knownHost { return knownHost }
        var values: [String: String] = [:]
        for placeholder in pattern.placeholders {
            let value: any Sendable
            if let given = named.removeValue(forKey: placeholder.name) {
                value = given
            } else if let same = current?[placeholder.name] {
                value = same
            } else if let next = positional.popFirst() {
                value = next
            } else {
                throw missing(placeholder)
            }
            values[placeholder.name] = try label(of: value, for: placeholder)
        }
        knownHost = pattern.host { values[$0.name] ?? "" }
        return knownHost
    }

    /// Path and query.
    ///
    /// - Parameter extra: parameters after all others.
    mutating func target(
        _ query: KeyValuePairs<String, any Sendable>, extra: [(String, String)] = []
    ) throws -> String {
        let path = try path()
        if let superfluous = positional.first {
            throw RouteError(message: "The route \"\(name)\" (\(route.pattern.text)) has no place for \(superfluous).")
        }
        var items: [String] = []
        for (key, value) in query.map({ ($0.key, $0.value) })
            + named.sorted(by: { $0.key < $1.key }).map({ ($0.key, $0.value) })
        {
            // A list is the same name several times, as actions read it.
            for value in (value as? [Any]) ?? [value] {
                guard let text = try ValueText.of(value) ?? ((value as? String) == "" ? "" : nil) else {
                    throw hasNoText(value, key)
                }
                items.append("\(PercentEncoding.encode(key))=\(PercentEncoding.encode(text))")
            }
        }
        items += extra.map { "\($0)=\($1)" }
        return (path.isEmpty ? "/" : path) + (items.isEmpty ? "" : "?" + items.joined(separator: "&"))
    }

    private mutating func path() throws -> String {
        var path = ""
        for segment in route.pattern.segments {
            switch segment {
            case .literal(let text): path += "/" + PathText.encodeLiteral(text)
            case .parameter(let placeholder), .rest(let placeholder):
                guard let value = named.removeValue(forKey: placeholder.name) ?? positional.popFirst() else {
                    if placeholder.isOptional { continue }
                    throw missing(placeholder)
                }
                if placeholder.isOptional, try ValueText.of(value) == nil { continue }
                let text = try text(of: value, for: placeholder)
                path += "/" + (placeholder.isRest ? PathText.encodeRest(text) : PathText.encode(text))
            }
        }
        return route.endsWithSlash ? path + "/" : path
    }

    private func text(of value: any Sendable, for placeholder: Placeholder) throws -> String {
        guard let text = try ValueText.of(value, column: placeholder.column) else {
            throw hasNoText(value, placeholder.name)
        }
        guard let segment = placeholder.converter.segment(of: text) else {
            throw RouteError(
                message: "The route \"\(name)\" (\(route.pattern.text)) cannot have \"\(text)\" for "
                    + "{\(placeholder.name)}: its converter \(placeholder.converter.name) would not accept it.")
        }
        // Clients take such a segment as a step in the path (RFC 3986 section 5.2.4), however it is encoded.
        guard placeholder.isRest || (segment != "." && segment != "..") else {
            throw RouteError(
                message: "The route \"\(name)\" (\(route.pattern.text)) cannot have \"\(text)\" for "
                    + "{\(placeholder.name)}: an address with such a part leads elsewhere.")
        }
        return segment
    }

    /// A value as one label of a host (RFC 1123 section 2.1): more than that would lead to another host.
    private func label(of value: any Sendable, for placeholder: Placeholder) throws -> String {
        let label = try text(of: value, for: placeholder).lowercased()
        guard HostPattern.isLabel(label) else {
            throw RouteError(
                message: "The host of the route \"\(name)\" (\(route.host?.text ?? "")) cannot have \"\(label)\" for "
                    + "{\(placeholder.name)}: it is no label of a host.",
                suggestion:
                    "A label has letters, digits and hyphens, at most 63; others are written in Punycode (xn--...).")
        }
        return label
    }

    private func missing(_ placeholder: Placeholder) -> RouteError {
        RouteError(message: "The route \"\(name)\" (\(route.pattern.text)) needs a value for {\(placeholder.name)}.")
    }

    private func hasNoText(_ value: Any, _ parameter: String) -> RouteError {
        RouteError(
            message:
                "The value for {\(parameter)} of the route \"\(name)\" is missing or has no text: \(type(of: value)).",
            suggestion: "A model that was not saved has no key yet.")
    }
}
