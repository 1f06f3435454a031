/// What went wrong while rendering, before it is known where: the expression that meets it adds the place.
struct Failure: Error {
    let kind: TemplateError.Kind
    let message: String
    var suggestion: String?
    /// The undefined value that was used, to find out what was meant.
    var undefined: TemplateUndefined?

    init(
        _ kind: TemplateError.Kind = .runtime, _ message: String, suggestion: String? = nil,
        undefined: TemplateUndefined? = nil
    ) {
        self.kind = kind
        self.message = message
        self.suggestion = suggestion
        self.undefined = undefined
    }

    /// One of ``TemplateLimits`` was reached.
    ///
    /// - Parameters:
    ///   - limit: its name there.
    ///   - hint: what to look at before it is raised.
    init(limit: String, _ message: String, hint: String = "") {
        let hint = hint.isEmpty ? "" : "\(hint) "
        self.init(.limit, message, suggestion: "\(hint)If it has to be so much, raise TemplateLimits.\(limit).")
    }

    init(_ message: String, suggestion: String? = nil) {
        self.init(.runtime, message, suggestion: suggestion)
    }
}
