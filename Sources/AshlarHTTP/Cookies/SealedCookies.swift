public import AshlarSupport

extension RequestCookies {
    /// The value of a cookie that was set with ``Response/setCookie(_:sealedBy:)``.
    ///
    /// - Returns: the value, or nil if the cookie was not sent, or was not sealed by one of the keys: then it counts as
    ///   absent, and the app's log has a notice of it, with its name and without its value.
    public func open(_ name: String, with sealer: some TextSealing) -> String? {
        var isThere = false
        // A browser may send several of a name: another one's path or subdomain must not hide ours.
        for item in items where item.name == name {
            if let value = sealer.open(item.value, context: Cookie.context(name)) { return value }
            isThere = true
        }
        if isThere {
            notice?(
                "The cookie \(name) could not be opened: it was changed on its way, or sealed by a key that is not known any "
                    + "more. It counts as absent.")
        }
        return nil
    }
}

extension Response {
    /// Sets a cookie whose value is signed or encrypted for its name: the value of one cookie does not pass as another's.
    ///
    /// ```swift
    /// try response.setCookie(Cookie("cart", "7,9"), sealedBy: encrypter)
    /// let cart = request.cookies.open("cart", with: encrypter)
    /// ```
    ///
    /// - Parameters:
    ///   - cookie: the cookie with its value as it is, of any characters.
    ///   - sealer: a `Signer`, or an `Encrypter`.
    /// - Throws: ``CookieError`` for what a browser would refuse or misread.
    public mutating func setCookie(_ cookie: Cookie, sealedBy sealer: some TextSealing) throws {
        var sealed = cookie
        sealed.value = try sealer.seal(cookie.value, context: Cookie.context(cookie.name))
        try setCookie(sealed)
    }
}

extension Cookie {
    fileprivate static func context(_ name: String) -> String { "cookie:\(name)" }
}
