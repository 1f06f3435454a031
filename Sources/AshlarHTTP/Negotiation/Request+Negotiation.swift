import HTTPTypes

extension Request {
    /// The one of these media types that the client wants most (RFC 9110 section 12.5.1); of equals the first. Nil if it
    /// accepts none of them.
    ///
    /// ```swift
    /// switch request.prefers(types: ["text/html", "application/json"]) { ... }
    /// ```
    public func prefers(types: [String]) -> String? {
        let list = AcceptList(acceptField)
        var best: (type: String, weight: Double)?
        for type in types {
            let weight = list.weight(ofMediaType: type)
            if weight > (best?.weight ?? 0) { best = (type, weight) }
        }
        return best?.type
    }

    /// Whether the client accepts a media type.
    public func accepts(_ type: String) -> Bool { AcceptList(acceptField).weight(ofMediaType: type) > 0 }

    /// Whether an answer should be JSON: the client names it (or a type that ends in `+json`) and does not want HTML more,
    /// or it sent JSON, names neither, and accepts JSON.
    public var wantsJSON: Bool {
        if let accept = acceptField {
            let entries = AcceptList(accept).entries
            let json =
                entries.filter { MediaType.isJSON(String($0.range.prefix { $0 != ";" })) }.map(\.weight).max() ?? 0
            let html = entries.filter { $0.range.hasPrefix("text/html") }.map(\.weight).max() ?? 0
            if json > 0 || html > 0 { return json > html }
            if !accepts("application/json"), !accepts("application/problem+json") { return false }
        }
        return mediaType.map(MediaType.isJSON) ?? false
    }

    /// Whether the client would rather have a page than data: it asks for HTML before JSON.
    public var prefersHTML: Bool {
        guard let accept = acceptField else { return false }
        return MediaType.prefersHTML(accept: accept)
    }

    /// Whether errors are told in plain JSON: the client wants it more than problem details (RFC 9457). Who takes both alike
    /// (`*/*`), or wants neither, gets problem details.
    package var prefersPlainJSON: Bool {
        guard let accept = acceptField else { return false }
        let list = AcceptList(accept)
        return list.weight(ofMediaType: "application/json") > list.weight(ofMediaType: "application/problem+json")
    }

    /// The one of these languages that the user wants most: `de` serves who wants `de-CH`. Nil if none is wanted.
    ///
    /// - Parameter available: language tags (BCP 47), the app's own first.
    public func preferredLanguage(of available: [String]) -> String? {
        AcceptList(headers[.acceptLanguage]).language(of: available)
    }

    /// The token of `Authorization: Bearer ...` (RFC 6750 section 2.1).
    public var bearerToken: String? {
        guard let field = headers.text(.authorization), field.prefix(7).lowercased() == "bearer " else { return nil }
        let token = field.dropFirst(7).drop { $0 == " " }
        return token.isEmpty || token.contains(" ") ? nil : String(token)
    }

    /// Whether a script sent it with `X-Requested-With: XMLHttpRequest`.
    public var isAJAX: Bool {
        HTTPField.Name("X-Requested-With").flatMap { headers[$0] }?.lowercased() == "xmlhttprequest"
    }

    /// Whether its method only reads: GET, HEAD, OPTIONS, TRACE (RFC 9110 section 9.2.1).
    public var isSafeMethod: Bool { [.get, .head, .options, .trace].contains(method) }

    private var acceptField: String? {
        headers.contains(.accept) ? headers[values: .accept].joined(separator: ",") : nil
    }
}
