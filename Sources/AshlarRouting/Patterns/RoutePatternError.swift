/// What is wrong with a pattern.
struct RoutePatternError: Error {
    let reason: String
    init(_ reason: String) { self.reason = reason }
}
