public import AshlarSupport

/// Layers of which each wants to lie outside of the next, and the last outside of the first.
public struct MiddlewareOrderError: DetailedError, Equatable {
    /// The types in a circle, the first again at the end.
    public let cycle: [String]

    init(cycle: [String]) { self.cycle = cycle }

    /// The circle in words.
    public var description: String {
        "These middleware types cannot be brought into an order: \(cycle.joined(separator: " over "))"
    }

    /// The types of the circle.
    public var chain: [String] { cycle }

    /// What to do.
    public var suggestion: String? {
        "Take one of them out of the \"over\" or \"under\" of the type that names it."
    }
}
