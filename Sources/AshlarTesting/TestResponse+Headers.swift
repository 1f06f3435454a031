public import Ashlar
public import Testing

extension TestResponse {
    /// Expects a header field with a value.
    @discardableResult
    public func assertHeader(
        _ name: HTTPField.Name, _ expected: String, sourceLocation: Testing.SourceLocation = #_sourceLocation
    ) -> TestResponse {
        let value = headers[name]
        if value != expected {
            fail("Expected \(name.rawName): \(expected), got \(value ?? "no such field")", sourceLocation)
        }
        return self
    }

    /// Expects a header field, whatever its value.
    @discardableResult
    public func assertHeader(
        _ name: HTTPField.Name, sourceLocation: Testing.SourceLocation = #_sourceLocation
    ) -> TestResponse {
        if !headers.contains(name) { fail("Expected the field \(name.rawName), and there is none.", sourceLocation) }
        return self
    }

    /// Expects that there is no such header field.
    @discardableResult
    public func assertHeaderMissing(
        _ name: HTTPField.Name, sourceLocation: Testing.SourceLocation = #_sourceLocation
    ) -> TestResponse {
        if let value = headers[name] { fail("Expected no \(name.rawName), got \(value)", sourceLocation) }
        return self
    }

    /// Expects a redirect, wherever to.
    @discardableResult
    public func assertRedirect(sourceLocation: Testing.SourceLocation = #_sourceLocation) -> TestResponse {
        if status.kind != .redirection {
            fail("Expected a redirect, got \(status.code): \(text.prefix(400))", sourceLocation, showsError: true)
        }
        return self
    }

    /// Expects a redirect to a path.
    @discardableResult
    public func assertRedirect(
        toPath expected: String, sourceLocation: Testing.SourceLocation = #_sourceLocation
    ) -> TestResponse {
        guard status.kind == .redirection else {
            fail(
                "Expected a redirect to \(expected), got \(status.code): \(text.prefix(400))", sourceLocation,
                showsError: true)
            return self
        }
        return assertHeader(.location, expected, sourceLocation: sourceLocation)
    }

    /// Expects a redirect to a named route.
    @discardableResult
    public func assertRedirect(
        to route: String, _ parameters: any Sendable..., sourceLocation: Testing.SourceLocation = #_sourceLocation
    ) throws -> TestResponse {
        let path = try app.kernel.routes.urls.path(to: route, parameters)
        return assertRedirect(toPath: path, sourceLocation: sourceLocation)
    }

    /// Expects a file that is to be saved, under a name if one is given.
    @discardableResult
    public func assertDownload(
        _ name: String? = nil, sourceLocation: Testing.SourceLocation = #_sourceLocation
    ) -> TestResponse {
        let value = headers[.contentDisposition] ?? "no Content-Disposition"
        if !value.hasPrefix("attachment") || name.map({ !value.contains("filename=\"\($0)\"") }) == true {
            fail("Expected a download\(name.map { " of \($0)" } ?? ""), got \(value)", sourceLocation)
        }
        return self
    }

    // MARK: - Cookies

    /// A cookie that the answer sets, with its attributes by their names in lower case; nil if it sets none of that name.
    public func cookie(_ name: String) -> (value: String, attributes: [String: String])? {
        for field in headers[values: .setCookie].reversed() {
            let parts = field.split(separator: ";").map { part in
                let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                return (
                    String(pair[0].drop { $0 == " " }), pair.count > 1 ? String(pair[1]) : ""
                )
            }
            guard let first = parts.first, first.0 == name else { continue }
            let attributes = parts.dropFirst().map { ($0.0.lowercased(), $0.1) }
            return (first.1, Dictionary(attributes) { _, last in last })
        }
        return nil
    }

    /// Expects the answer to set a cookie, to a value if one is given.
    @discardableResult
    public func assertCookie(
        _ name: String, _ expected: String? = nil, sourceLocation: Testing.SourceLocation = #_sourceLocation
    ) -> TestResponse {
        guard let cookie = cookie(name) else {
            fail("Expected the cookie \(name), and it is not set.", sourceLocation)
            return self
        }
        if let expected, cookie.value != expected {
            fail("Expected the cookie \(name) to be \(expected), got \(cookie.value)", sourceLocation)
        }
        return self
    }

    /// Expects the answer to set a cookie that the app has sealed: `assertCookie("basket", "7", sealedBy: Encrypter.self)`.
    @discardableResult
    public func assertCookie<S: TextSealing>(
        _ name: String, _ expected: String, sealedBy sealer: S.Type,
        sourceLocation: Testing.SourceLocation = #_sourceLocation
    ) throws -> TestResponse {
        guard let cookie = cookie(name) else {
            fail("Expected the cookie \(name), and it is not set.", sourceLocation)
            return self
        }
        let sent = RequestCookies(fields: ["\(name)=\(cookie.value)"])
        let value = sent.open(name, with: try app.kernel.resolver.resolve(S.self))
        if value != expected {
            fail(
                "Expected the cookie \(name) to hold \(expected), got \(value ?? "one that does not open")",
                sourceLocation)
        }
        return self
    }

    /// Expects the answer to set no such cookie.
    @discardableResult
    public func assertCookieMissing(
        _ name: String, sourceLocation: Testing.SourceLocation = #_sourceLocation
    ) -> TestResponse {
        if let cookie = cookie(name) { fail("Expected no cookie \(name), got \(cookie.value)", sourceLocation) }
        return self
    }

    /// Expects the answer to take a cookie back.
    @discardableResult
    public func assertCookieExpired(
        _ name: String, sourceLocation: Testing.SourceLocation = #_sourceLocation
    ) -> TestResponse {
        guard let cookie = cookie(name) else {
            fail("Expected the cookie \(name) to be taken back, and the answer does not name it.", sourceLocation)
            return self
        }
        if cookie.attributes["max-age"] != "0" {
            fail("Expected the cookie \(name) to be taken back, got \(cookie.value)", sourceLocation)
        }
        return self
    }
}
