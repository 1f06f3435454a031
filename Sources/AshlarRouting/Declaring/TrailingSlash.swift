/// What a slash at the end of an address means: `/posts/` for `/posts`. A path is always declared without it.
public enum TrailingSlash: Sendable {
    /// It leads (308, with the query) to the address without it: one address for one thing. The default.
    case redirect
    /// There is no such address: 404.
    case strict
    /// It is the same address.
    case ignore
    /// Addresses end with a slash, and URLs are made so; one without leads (308, with the query) to the one with it. What ends
    /// with the rest of a path (`{path...}`) is left as it is.
    case append
}
