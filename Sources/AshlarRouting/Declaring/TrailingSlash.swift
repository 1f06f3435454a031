/// What a slash at the end of an address means where the route has none: `/posts/` for `/posts`.
public enum TrailingSlash: Sendable {
    /// It leads (308, with the query) to the address without it: one address for one thing. The default.
    case redirect
    /// There is no such address: 404.
    case strict
    /// It is the same address.
    case ignore
}
