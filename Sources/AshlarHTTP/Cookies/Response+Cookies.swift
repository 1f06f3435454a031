import HTTPTypes

extension Response {
    /// Sets a cookie. One of the same name, path and domain that was set before is replaced.
    ///
    /// - Throws: ``CookieError`` for what a browser would refuse or misread.
    public mutating func setCookie(_ cookie: Cookie) throws {
        let text = try cookie.serialized()
        if headers.contains(.setCookie) {
            let kept = headers[values: .setCookie].filter { !cookie.isReplaced($0) }
            headers[fields: .setCookie] = kept.map { HTTPField(name: .setCookie, value: $0) }
        }
        headers.append(HTTPField(name: .setCookie, value: text))
    }

    /// Makes the browser forget a cookie of this name, path and domain.
    public mutating func deleteCookie(
        _ name: String, path: String? = "/", domain: String? = nil, isPartitioned: Bool = false
    ) throws {
        try setCookie(.deleted(name, path: path, domain: domain, isPartitioned: isPartitioned))
    }

    /// The response with a cookie.
    public func withCookie(_ cookie: Cookie) throws -> Response {
        var response = self
        try response.setCookie(cookie)
        return response
    }
}

extension Cookie {
    /// Whether a `Set-Cookie` field is of the same name, path and domain (RFC 6265bis section 4.1.1: not twice).
    fileprivate func isReplaced(_ field: String) -> Bool {
        guard field.hasPrefix(name + "=") else { return false }
        let attributes = field.split(separator: ";").dropFirst().map { $0.drop { $0 == " " } }
        func value(_ name: String) -> Substring? {
            attributes.first { $0.hasPrefix(name + "=") }?.dropFirst(name.count + 1)
        }
        return value("Path").map(String.init) == path && value("Domain").map(String.init) == domain
    }
}
