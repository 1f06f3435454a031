import AshlarHTTP
import HTTPTypes

/// Why one route does not answer a request whose path has its shape.
struct RouteReason {
    /// The reason, or nil if the path is quite another one.
    let text: String?

    init(_ route: CompiledRoute, _ request: Request) {
        guard
            let path = PathSegments.with(
                request.path,
                { bytes, spans in
                    spans.map {
                        String(decoding: UnsafeBufferPointer(rebasing: bytes[$0.start..<$0.end]), as: UTF8.self)
                    }
                })
        else {
            text = nil
            return
        }
        let isBelow = route.kind != .path
        let shapes = route.kind == .path ? route.pattern.expansions : [route.pattern.segments]
        let results = shapes.compactMap { Self.refusal(of: path, by: $0, below: isBelow) }
        guard let refusal = results.min(by: { $0.count < $1.count }) else {
            text = nil
            return
        }
        text = refusal.isEmpty ? Self.reason(route, request) : refusal
    }

    private static func reason(_ route: CompiledRoute, _ request: Request) -> String {
        if let host = route.host, host.match(HostPattern.host(of: request.authority ?? "")) == nil {
            return "belongs to the host \(host.text), not \(request.authority ?? "none")"
        }
        let method = request.method == .head && !route.methods.contains(.head) ? .get : request.method
        if route.kind == .path, !route.methods.contains(method) {
            let own = route.methods.map(\.rawValue).joined(separator: ", ")
            return "answers \(own), not \(request.method.rawValue)"
        }
        let unmet = route.predicates.filter { !$0.accepts(request) }.map(\.description)
        if !unmet.isEmpty { return "asks for \(unmet.joined(separator: " & "))" }
        return "another route goes first"
    }

    /// Which placeholder refuses the path: empty if none does, nil if the path has another shape.
    private static func refusal(of path: [String], by segments: [RoutePattern.Segment], below: Bool) -> String? {
        var rest = path[...]
        var refusals: [String] = []
        for segment in segments {
            switch segment {
            case .literal(let text):
                guard rest.popFirst() == text else { return nil }
            case .parameter(let placeholder):
                guard var text = rest.popFirst() else { return nil }
                if !text.withUTF8(placeholder.converter.accepts) {
                    refusals.append("\(placeholder.text) does not accept \"\(text)\"")
                }
            case .rest:
                guard !rest.isEmpty else { return nil }
                rest = []
            }
        }
        guard rest.isEmpty || below else { return nil }
        return refusals.joined(separator: ", ")
    }
}
