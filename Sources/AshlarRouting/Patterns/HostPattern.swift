/// The host that a route belongs to: `api.example.com`, or `{tenant}.example.com` with a parameter.
struct HostPattern: Sendable {
    fileprivate enum Label: Sendable {
        case literal(String)
        case parameter(Placeholder)
    }

    private let labels: [Label]
    /// The pattern as it is written.
    let text: String

    init(
        _ text: String, converters: [String: PathConverter], constraints: [String: PathConverter]
    ) throws(RoutePatternError) {
        var labels: [Label] = []
        for part in RoutePattern.split(text, at: ".") {
            if let placeholder = try RoutePattern.placeholder(part, converters, constraints) {
                guard !placeholder.isRest, !placeholder.isOptional, placeholder.column == nil else {
                    throw RoutePatternError("a placeholder of a host is one label, {name}")
                }
                labels.append(.parameter(placeholder))
            } else {
                labels.append(.literal(part.lowercased()))
            }
        }
        guard !labels.isEmpty, !text.contains("/"), !text.hasPrefix("."), !text.hasSuffix(".") else {
            throw RoutePatternError("a host is written like api.example.com or {tenant}.example.com")
        }
        self.labels = labels
        self.text = Self.text(labels.map(\.text))
    }

    var placeholders: [Placeholder] {
        labels.compactMap { if case .parameter(let placeholder) = $0 { placeholder } else { nil } }
    }

    /// What it matches, whatever the names of its placeholders.
    var shape: String {
        Self.text(
            labels.map { label in
                switch label {
                case .literal(let text): text
                case .parameter(let placeholder): "{:\(placeholder.converter.name)}"
                }
            })
    }

    /// Hosts with more literal labels go first.
    var literalCount: Int { labels.count - placeholders.count }

    /// The values of the placeholders if this is such a host, otherwise nil.
    ///
    /// - Parameter host: in lower case, without port.
    func match(_ host: Substring) -> [String]? {
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == labels.count else { return nil }
        var values: [String] = []
        for (label, part) in zip(labels, parts) {
            switch label {
            case .literal(let text): guard text == part else { return nil }
            case .parameter(let placeholder):
                var value = String(part)
                guard value.withUTF8(placeholder.converter.accepts) else { return nil }
                values.append(placeholder.converter.value(of: value))
            }
        }
        return values
    }

    /// A host of this kind.
    ///
    /// - Parameter value: the value of a placeholder.
    func host(_ value: (Placeholder) throws -> String) rethrows -> String {
        try labels.map { label in
            switch label {
            case .literal(let text): text
            case .parameter(let placeholder): try value(placeholder)
            }
        }.joined(separator: ".")
    }

    /// Whether a text is one label: letters, digits, hyphens and underscores, at most 63.
    static func isLabel(_ text: String) -> Bool {
        (1...63).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                    UInt8(ascii: "-"), UInt8(ascii: "_"):
                    true
                default: false
                }
            }
    }

    /// The host of an authority, in lower case, without port.
    static func host(of authority: String) -> Substring {
        let lowered = Substring(authority.lowercased())
        if lowered.hasPrefix("["), let end = lowered.firstIndex(of: "]") { return lowered[...end] }
        return lowered.firstIndex(of: ":").map { lowered[..<$0] } ?? lowered
    }

    private static func text(_ labels: [String]) -> String { labels.joined(separator: ".") }
}

extension HostPattern.Label {
    fileprivate var text: String {
        switch self {
        case .literal(let text): text
        case .parameter(let placeholder): placeholder.text
        }
    }
}
