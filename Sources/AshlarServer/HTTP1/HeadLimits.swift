/// How large the parts of a request's head may be.
struct HeadLimits: Sendable {
    var targetBytes: Int
    var headerBytes: Int
    var fields: Int
}
