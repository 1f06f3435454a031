#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

/// A cookie to be set (RFC 6265bis section 4.1). Its defaults are the careful ones: not for scripts, not with the forms of
/// other sites.
///
/// ```swift
/// var response = Response(text: "Welcome")
/// try response.setCookie(Cookie("theme", "dark", maxAge: .seconds(86_400 * 365)))
/// ```
public struct Cookie: Sendable, Hashable {
    /// The name: a token. `__Host-` and `__Secure-` at its start are promises that browsers hold the rest to.
    public var name: String
    /// The value: visible ASCII without quotes, commas, semicolons and backslashes.
    public var value: String
    /// Where on the site it is sent.
    public var path: String?
    /// The host and all below it; nil for the one host that sets it.
    public var domain: String?
    /// How long a browser keeps it; nil, without `expires` too, until it is closed.
    public var maxAge: Duration?
    /// When a browser forgets it. `maxAge` wins.
    public var expires: Date?
    /// Whether it is sent over HTTPS only.
    public var isSecure: Bool
    /// Whether scripts cannot read it.
    public var isHTTPOnly: Bool
    /// With which requests of other sites it is sent; nil leaves it to the browser.
    public var sameSite: SameSite?
    /// Whether an embedded page has a jar of its own for each site that embeds it (CHIPS).
    public var isPartitioned: Bool

    /// Makes a cookie.
    public init(
        _ name: String, _ value: String, path: String? = "/", domain: String? = nil, maxAge: Duration? = nil,
        expires: Date? = nil, isSecure: Bool = false, isHTTPOnly: Bool = true, sameSite: SameSite? = .lax,
        isPartitioned: Bool = false
    ) {
        self.name = name
        self.value = value
        self.path = path
        self.domain = domain
        self.maxAge = maxAge
        self.expires = expires
        self.isSecure = isSecure
        self.isHTTPOnly = isHTTPOnly
        self.sameSite = sameSite
        self.isPartitioned = isPartitioned
    }

    /// The cookie that makes a browser forget one of this name, path and domain.
    public static func deleted(
        _ name: String, path: String? = "/", domain: String? = nil, isPartitioned: Bool = false
    ) -> Cookie {
        // A browser only takes it if it keeps the promises of its name and of Partitioned.
        let isSecure = isPartitioned || hasPrefix("__host-", name) || hasPrefix("__secure-", name)
        return Cookie(
            name, "", path: path, domain: domain, maxAge: .zero, expires: Date(timeIntervalSince1970: 0),
            isSecure: isSecure, isPartitioned: isPartitioned)
    }

    /// The value of a `Set-Cookie` field.
    ///
    /// - Throws: ``CookieError`` for what a browser would refuse or misread.
    public func serialized() throws -> String {
        try validate()
        var text = "\(name)=\(value)"
        if let maxAge { text += "; Max-Age=\(maxAge.components.seconds)" }
        if let expires { text += "; Expires=\(HTTPDate.format(expires))" }
        if let domain { text += "; Domain=\(domain)" }
        if let path { text += "; Path=\(path)" }
        if isSecure { text += "; Secure" }
        if isHTTPOnly { text += "; HttpOnly" }
        if let sameSite { text += "; SameSite=\(sameSite.rawValue)" }
        if isPartitioned { text += "; Partitioned" }
        return text
    }

    private func validate() throws {
        guard !name.isEmpty, name.utf8.allSatisfy(Self.isToken) else {
            throw CookieError(
                "A cookie's name is letters, digits and -_.!#$%&'*+^`|~; \(name.debugDescription) is not.")
        }
        guard value.utf8.allSatisfy(Self.isCookieOctet) else {
            throw CookieError(
                "The value of the cookie \(name) has a byte that no cookie can carry.",
                "Encode it first: PercentEncoding.encode(value), or base64.")
        }
        guard name.utf8.count + value.utf8.count <= 4096 else {
            throw CookieError(
                "The cookie \(name) has \(name.utf8.count + value.utf8.count) bytes; browsers drop one of more than 4096.",
                "Keep the data on the server, and its key in the cookie.")
        }
        for text in [path, domain].compactMap({ $0 }) where !text.utf8.allSatisfy(Self.isAttributeOctet) {
            throw CookieError("The path or domain of the cookie \(name) has a control character or a semicolon.")
        }
        try validatePromises()
    }

    private func validatePromises() throws {
        if Self.hasPrefix("__host-", name), !isSecure || path != "/" || domain != nil {
            throw CookieError(
                "The cookie \(name) breaks the promise of __Host-: Secure, Path=/ and no Domain.",
                "Browsers refuse it: set isSecure, leave path and domain as they are.")
        }
        if Self.hasPrefix("__secure-", name), !isSecure {
            throw CookieError("The cookie \(name) breaks the promise of __Secure-: Secure.", "Set isSecure.")
        }
        if sameSite == SameSite.none, !isSecure {
            throw CookieError(
                "The cookie \(name) has SameSite=None without Secure: browsers refuse it.", "Set isSecure.")
        }
        if isPartitioned, !isSecure {
            throw CookieError("The cookie \(name) is partitioned without Secure: browsers refuse it.", "Set isSecure.")
        }
    }

    private static func hasPrefix(_ prefix: String, _ name: String) -> Bool { name.lowercased().hasPrefix(prefix) }

    /// RFC 9110 section 5.6.2.
    private static func isToken(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
    }

    /// RFC 6265bis section 4.1.1: cookie-octet.
    private static func isCookieOctet(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x21, 0x23...0x2B, 0x2D...0x3A, 0x3C...0x5B, 0x5D...0x7E: true
        default: false
        }
    }

    private static func isAttributeOctet(_ byte: UInt8) -> Bool {
        byte >= 0x20 && byte < 0x7F && byte != UInt8(ascii: ";")
    }
}
