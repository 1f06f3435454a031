import AshlarSupport
public import AshlarValidation
public import HTTPTypes

/// A request that the app sends when something happens, to whoever has asked for it. The description of the API tells of it, so that
/// it is known what to expect; sending it is the app's.
public struct Webhook: Sendable {
    /// What it is called: `loanOverdue`.
    public let name: String
    /// The method of the request.
    public let method: HTTPRequest.Method
    /// What the JSON of its body is made of; nil for none.
    public let payload: Any.Type?
    /// Its header fields; nil where there is nothing to say of them.
    public let headers: (any TypedInput.Type)?
    /// What is said of it besides.
    public let documentation: RouteDocumentation
}

extension Routes {
    /// Tells of a request that the app sends.
    ///
    /// ```swift
    /// struct LoanOverdue: Codable { var loan: Int, days: Int }
    ///
    /// routes.webhook("loanOverdue", sends: LoanOverdue.self) {
    ///     $0.summary = "A book should have come back."
    ///     $0.answers(.gone, "Nobody wants to hear of it any more.")
    /// }
    /// ```
    ///
    /// - Parameters:
    ///   - name: what it is called; of several of one name each has a method of its own.
    ///   - method: the method of the request.
    ///   - payload: what the JSON of its body is made of; nil for none.
    ///   - headers: an input that has its header fields.
    ///   - describe: says what it is for, which answers are expected, and how the app proves who it is.
    public func webhook(
        _ name: String, method: HTTPRequest.Method = .post, sends payload: Any.Type? = nil,
        headers: (any TypedInput.Type)? = nil, file: String = #filePath, line: Int = #line,
        _ describe: (inout RouteDocumentation) -> Void = { _ in }
    ) {
        var documentation = RouteDocumentation()
        describe(&documentation)
        if registry.webhooks.contains(where: { $0.name == name && $0.method == method }) {
            registry.problems.append(
                RouteError(
                    message: "Two webhooks are called \"\(name)\" and sent with \(method.rawValue).",
                    location: SourceLocation(file: file, line: line), suggestion: "Rename one."))
        }
        registry.webhooks.append(
            Webhook(name: name, method: method, payload: payload, headers: headers, documentation: documentation))
    }
}
