import AshlarSupport

/// Writes the operations of a client in Swift.
struct SwiftClientOperations {
    private let operations: [(name: String, operation: ClientOperation)]
    private let taken: Set<String>

    init(_ description: ClientDescription, _ types: SwiftClientTypes) {
        let names = ClientNames.unique(description.operations.map { ClientOperations.name($0.id) })
        operations = Array(zip(names, description.operations))
        taken = Set(description.types.map(\.name))
    }

    /// All of them.
    var text: String {
        let schemas = operations.flatMap { _, operation in
            operation.parameters.map(\.schema) + [operation.body?.schema].compactMap(\.self)
                + (operation.answers + operation.failures).compactMap(\.schema)
        }
        var text = SwiftClient.foundation(schemas) + "extension APIClient {\n"
        text += operations.map { self.text(of: $1, $0) }.joined(separator: "\n")
        text += "}\n"
        for (name, operation) in operations {
            text += answers(operation, name) + failures(operation, name)
        }
        return text
    }

    private func typeName(_ name: String, _ suffix: String) -> String {
        var type = name.prefix(1).uppercased() + name.dropFirst() + suffix
        while taken.contains(type) { type += "Kind" }
        return type
    }

    // MARK: - What is answered

    /// The Swift type of an answer; nil for one without a body.
    private func type(of answer: ClientOperation.Answer) -> String? {
        answer.schema.map { $0 == .file ? "Data" : SwiftClientTypes.swift($0) }
    }

    private func hasSeveral(_ operation: ClientOperation) -> Bool {
        Set(operation.answers.map { type(of: $0) ?? "" }).count > 1
    }

    private func result(_ operation: ClientOperation, _ name: String) -> String? {
        hasSeveral(operation) ? typeName(name, "Answer") : operation.answers.first.flatMap(type(of:))
    }

    private static func caseName(_ status: String) -> String {
        let known = [
            "200": "ok", "201": "created", "202": "accepted", "203": "nonAuthoritative", "204": "noContent",
            "205": "resetContent", "206": "partialContent", "400": "badRequest", "401": "unauthorized",
            "402": "paymentRequired", "403": "forbidden", "404": "notFound", "405": "methodNotAllowed",
            "406": "notAcceptable", "409": "conflict", "410": "gone", "412": "preconditionFailed",
            "413": "contentTooLarge", "415": "unsupportedMediaType", "422": "unprocessableContent",
            "423": "locked", "428": "preconditionRequired", "429": "tooManyRequests", "500": "serverError",
            "502": "badGateway", "503": "unavailable",
        ]
        return known[status] ?? "status\(status.filter { $0.isLetter || $0.isNumber })"
    }

    private func answers(_ operation: ClientOperation, _ name: String) -> String {
        guard hasSeveral(operation) else { return "" }
        var text = "\n/// What ``APIClient/\(name)`` is answered with.\n"
        text += "public enum \(typeName(name, "Answer")): Hashable, Sendable {\n"
        return text + cases(operation.answers)
    }

    private func failures(_ operation: ClientOperation, _ name: String) -> String {
        guard !operation.failures.isEmpty else { return "" }
        var text = "\n/// Why ``APIClient/\(name)`` could not be done.\n"
        text += "public enum \(typeName(name, "Failure")): Error, Hashable, Sendable {\n"
        return text + cases(operation.failures)
    }

    /// The rest of an enum with a case for each answer.
    private func cases(_ answers: [ClientOperation.Answer]) -> String {
        let cases = answers.map { answer in
            SwiftClient.comment(answer.text, indentation: "    ")
                + "    case \(Self.caseName(answer.status))\(type(of: answer).map { "(\($0))" } ?? "")\n"
        }
        return cases.joined() + "}\n"
    }

    /// What a `case` of the status matches.
    private static func pattern(_ status: String) -> String {
        if status.hasSuffix("XX"), let first = status.first?.wholeNumberValue {
            return "\(first * 100)..<\(first * 100 + 100)"
        }
        return Int(status).map(String.init) ?? "200..<300"
    }

    // MARK: - What is called

    private func text(of operation: ClientOperation, _ name: String) -> String {
        let names = ClientNames.unique(
            operation.parameters.map { ClientNames.member($0.name) }.map {
                $0 == "body" || $0 == "request" ? $0 + "Value" : $0
            })
        var parameters = zip(names, operation.parameters).map { name, parameter in
            let type = SwiftClientTypes.swift(parameter.schema)
            return "\(ClientNames.swift(name)): \(type)\(parameter.isRequired ? "" : "? = nil")"
        }
        if let body = operation.body {
            parameters.append("body: \(bodyType(body))\(body.isRequired ? "" : "? = nil")")
        }
        var text = comment(operation, name, names)
        if operation.isDeprecated { text += "    @available(*, deprecated)\n" }
        let result = result(operation, name)
        text += "    public func \(ClientNames.swift(name))(\(parameters.joined(separator: ", "))) async throws"
        text += result.map { " -> \($0)" } ?? ""
        text += " {\n" + request(operation, names)
        let ways = operation.security.map { "[\($0.map(SwiftClient.literal).joined(separator: ", "))]" }
        text += "        let response = try await send(request, [\(ways.joined(separator: ", "))])\n"
        text += "        switch response.status {\n"
        for answer in operation.answers { text += done(answer, operation) }
        if operation.answers.isEmpty { text += "        case 200..<300: return\n" }
        for failure in operation.failures {
            let condition = failure.mayBeProblem ? " where !response.isProblem" : ""
            text += "        case \(Self.pattern(failure.status))\(condition): throw \(typeName(name, "Failure"))."
            text += "\(Self.caseName(failure.status))(\(Self.reading(failure.schema)))\n"
        }
        return text + "        default: throw APIError(response)\n        }\n    }\n"
    }

    private func done(_ answer: ClientOperation.Answer, _ operation: ClientOperation) -> String {
        let value = answer.schema.map { Self.reading($0) }
        var returned = value.map { " \($0)" } ?? ""
        if hasSeveral(operation) { returned = " .\(Self.caseName(answer.status))\(value.map { "(\($0))" } ?? "")" }
        return "        case \(Self.pattern(answer.status)): return\(returned)\n"
    }

    private static func reading(_ schema: ClientSchema?) -> String {
        switch schema {
        case .text?: "try response.textOrJSON()"
        case .file?: "response.body"
        default: "try response.json()"
        }
    }

    private func bodyType(_ body: ClientOperation.Body) -> String {
        switch (body.media, body.schema) {
        case ("application/json", _), (_, .named): SwiftClientTypes.swift(body.schema)
        case (_, .text): "String"
        case (_, .file): "Data"
        default: SwiftClientTypes.swift(body.schema)
        }
    }

    private func request(_ operation: ClientOperation, _ names: [String]) -> String {
        var path = SwiftClient.literal(operation.path)
        var text = ""
        for (name, parameter) in zip(names, operation.parameters) {
            let key = SwiftClient.literal(parameter.name)
            let value = ClientNames.swift(name)
            switch parameter.place {
            case "path":
                path = path.replacing("{\(parameter.name)}", with: "\\(try APIRequest.segment(\(value)))")
            case "header": text += "        try request.addHeader(\(key), \(value))\n"
            case "cookie": text += "        try request.addCookie(\(key), \(value))\n"
            default: text += "        try request.addQuery(\(key), \(value))\n"
            }
        }
        if let body = operation.body {
            switch body.media {
            case "application/json": text += "        try request.setJSON(body)\n"
            case "multipart/form-data", "application/x-www-form-urlencoded":
                if case .named = body.schema {
                    text += "        try request.setForm(body, isMultipart: \(body.media.hasPrefix("multipart")))\n"
                } else {
                    text += "        try request.setFields(body)\n"
                }
            default:
                let optional = body.isRequired ? "" : "?"
                let bytes = body.schema == .file ? "body" : "Data(body.utf8)"
                let value =
                    optional.isEmpty || body.schema == .file ? bytes : "body.map { Data($0.utf8) }"
                text += "        request.setBytes(\(value), type: \(SwiftClient.literal(body.media)))\n"
            }
        }
        let word = text.isEmpty ? "let" : "var"
        return "        \(word) request = APIRequest(\"\(operation.method)\", \(path))\n" + text
    }

    private func comment(_ operation: ClientOperation, _ name: String, _ names: [String]) -> String {
        var text = operation.summary ?? "\(operation.method) \(operation.path)"
        if let more = operation.text { text += "\n\n\(more)" }
        let told = zip(names, operation.parameters).compactMap { name, parameter in
            parameter.text.map { "  - \(name): \($0)" }
        }
        if !told.isEmpty { text += "\n\n- Parameters:\n\(told.joined(separator: "\n"))" }
        let failure = operation.failures.isEmpty ? "" : "``\(typeName(name, "Failure"))``, or "
        text +=
            "\(told.isEmpty ? "\n" : "")\n- Throws: \(failure)``APIError`` for an answer that is not what was asked for."
        return SwiftClient.comment(text, indentation: "    ")
    }
}
