extension Request {
    /// The path of a cookie of this app's own: an app that is mounted in another keeps its cookies to itself, so that two apps
    /// with the same settings do not take each other's.
    ///
    /// - Parameters:
    ///   - path: as it is set; all paths of the host, `/`, become all paths of the app.
    ///   - name: the cookie's; `__Host-` is for the whole host (RFC 6265bis section 4.1.3.2).
    package func cookiePath(_ path: String, of name: String) -> String {
        // A semicolon would end the attribute.
        guard path == "/", !mountPath.isEmpty, !name.hasPrefix("__Host-"), !mountPath.utf8.contains(UInt8(ascii: ";"))
        else { return path }
        return mountPath
    }
}
