public import AshlarHTTP

extension Session {
    private static var errorsName: String { "_errors" }

    /// Remembers the fields of a form for the next request, so that it can be shown again as it was filled in.
    ///
    /// Passwords and whatever else is nobody's business (``OldInput/secretWords``) are left out; files never get here.
    ///
    /// - Parameter fields: names and values as they were sent.
    public func flashInput(_ fields: some Sequence<(name: String, value: String)>) {
        var kept: [String: [String]] = [:]
        for (name, value) in fields where !OldInput.isSecret(name) { kept[name, default: []].append(value) }
        let members = kept.mapValues { "[\($0.map(JSONText.quoted).joined(separator: ","))]" }
        write { $0.flash(OldInput.sessionName, JSONText.object(members)) }
    }

    /// Remembers the fields of a form for the next request.
    public func flashInput(_ fields: Parameters) {
        flashInput(fields.items.map { (name: $0.name, value: $0.value) })
    }

    /// What the request before remembered of its form.
    public var oldInput: OldInput {
        OldInput(values: self.get(OldInput.sessionName, as: [String: [String]].self) ?? [:])
    }

    /// Hands errors to the next request.
    ///
    /// - Throws: what the JSON coder says.
    public func flashErrors(_ errors: ErrorBag) throws { try flash(Self.errorsName, errors) }

    /// The errors that the request before handed on; empty if there were none.
    public var errors: ErrorBag { self.get(Self.errorsName, as: ErrorBag.self) ?? ErrorBag() }
}
