/// With which requests of other sites a browser sends a cookie (RFC 6265bis section 4.1.2.7).
public enum SameSite: String, Sendable, Hashable {
    /// With none.
    case strict = "Strict"
    /// When the user follows a link from another site, but not with its forms, images and scripts.
    case lax = "Lax"
    /// With all; browsers want the cookie to be secure.
    case none = "None"
}
