import AshlarSupport

/// Writes a client in TypeScript: one file that needs nothing but `fetch`.
struct TypeScriptClient {
    private let description: ClientDescription

    init(_ description: ClientDescription) {
        self.description = description
    }

    /// The file.
    ///
    /// - Parameter stubs: where the part is that is the same for all.
    func code(_ stubs: StubLibrary) throws -> ClientCode {
        let runtime = try Files.text(try stubs.path(of: "client/typescript/runtime.ts.stub"))
        let text = "// \(ClientCode.notice)\n\n" + description.types.map(text(of:)).joined() + runtime + "\n" + client
        return ClientCode(files: [("client.ts", text)])
    }

    // MARK: - Types

    private static func type(_ schema: ClientSchema) -> String {
        switch schema {
        case .any: "unknown"
        case .text, .moment, .day, .uuid, .address, .bytes: "string"
        case .integer, .number: "number"
        case .decimal: "number | string"
        case .boolean: "boolean"
        case .file: "Blob"
        case .list(let inner): isUnion(inner) ? "(\(type(inner)))[]" : "\(type(inner))[]"
        case .map(let inner): "Record<string, \(type(inner))>"
        case .optional(let inner): "\(type(inner)) | null"
        case .named(let name): name
        }
    }

    private static func isUnion(_ schema: ClientSchema) -> Bool {
        switch schema {
        case .optional, .decimal: true
        default: false
        }
    }

    private func text(of type: ClientType) -> String {
        let comment = Self.comment(type.text, indentation: "")
        switch type.kind {
        case .alias(let schema): return "\(comment)export type \(type.name) = \(Self.type(schema));\n\n"
        case .choices(let choices, let isText):
            let values = choices.map { isText ? Self.literal($0) : $0 }
            return "\(comment)export type \(type.name) = \(values.joined(separator: " | "));\n\n"
        case .union(let alternatives, _):
            let types = alternatives.map { Self.type($0.schema) }
            return "\(comment)export type \(type.name) = \(types.joined(separator: " | "));\n\n"
        case .object(let properties):
            var text = "\(comment)export interface \(type.name) {\n"
            for property in properties {
                text += Self.comment(property.text, indentation: "  ")
                text +=
                    "  \(Self.key(property.name))\(property.isRequired ? "" : "?"): \(Self.type(property.schema));\n"
            }
            return text + "}\n\n"
        }
    }

    // MARK: - The client

    private var client: String {
        let names = ClientNames.unique(description.schemes.map { ClientNames.member($0.name) })
        let schemes = Array(zip(names, description.schemes))
        var text =
            "/** How a client proves who it is; what is missing is not sent. */\nexport interface Credentials {\n"
        for (name, scheme) in schemes {
            text += Self.comment(scheme.text, indentation: "  ")
            if case .basic = scheme.kind {
                text += "  \(name)?: { user: string; password: string };\n"
            } else {
                text += "  \(name)?: string;\n"
            }
        }
        let base = description.server.map { "?: string" + Self.defaultNote($0) } ?? ": string;"
        text += """
            }

            export interface APIClientOptions {
              /** Where the server is. */
              baseURL\(base)
              credentials?: Credentials;
              /** What sends the requests; the global `fetch` if it is missing. */
              fetch?: typeof fetch;
            }

            \(Self.comment(description.title, indentation: ""))export class APIClient {
              baseURL: string;
              credentials: Credentials;
              readonly #fetch: typeof fetch;

              constructor(options: APIClientOptions\(description.server == nil ? "" : " = {}")) {
                this.baseURL = \(description.server.map { "options.baseURL ?? \(Self.literal($0))" } ?? "options.baseURL");
                this.credentials = options.credentials ?? {};
                this.#fetch = options.fetch ?? ((input, init) => globalThis.fetch(input, init));
              }

              async #send(request: APIRequest, ways: string[][]): Promise<unknown> {
                const way = ways.find((way) => way.every((scheme) => this.#prove(scheme)));
                for (const scheme of way ?? []) this.#prove(scheme)?.(request);
                const query = request.query.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`);
                const address = this.baseURL.replace(/\\/$/, "") + request.path + (query.length > 0 ? `?${query.join("&")}` : "");
                if (request.cookies.length > 0) request.headers["Cookie"] = request.cookies.join("; ");
                const headers = { Accept: "application/json, application/problem+json, */*;q=0.5", ...request.headers };
                const response = await this.#fetch(address, { method: request.method, headers, body: request.body });
                const body = await readBody(response);
                if (!response.ok) throw new APIError(response, body);
                return body;
              }

              #prove(scheme: string): ((request: APIRequest) => void) | undefined {
                switch (scheme) {

            """
        for (name, scheme) in schemes {
            text += "      case \(Self.literal(scheme.name)): {\n        const value = this.credentials.\(name);\n"
            text += "        if (value === undefined) return undefined;\n"
            text += "        return (request) => { \(Self.proof(scheme.kind)) };\n      }\n"
        }
        text += "      default:\n        return undefined;\n    }\n  }\n"
        let ids = ClientNames.unique(description.operations.map { ClientOperations.name($0.id) })
        for (name, operation) in zip(ids, description.operations) { text += self.text(of: operation, name) }
        return text + "}\n"
    }

    private static func defaultNote(_ server: String) -> String {
        "; // \(server.split(whereSeparator: \.isNewline).first ?? "")"
    }

    private static func proof(_ kind: ClientScheme.Kind) -> String {
        switch kind {
        case .bearer: "request.headers[\"Authorization\"] = `Bearer ${value}`;"
        case .basic: "request.headers[\"Authorization\"] = `Basic ${btoa(`${value.user}:${value.password}`)}`;"
        case .header(let name): "request.headers[\(literal(name))] = value;"
        case .query(let name): "request.query.push([\(literal(name)), value]);"
        case .cookie(let name): "request.cookies.push(\(literal(name + "=")) + encodeURIComponent(value));"
        }
    }

    private func text(of operation: ClientOperation, _ name: String) -> String {
        let names = ClientNames.unique(
            operation.parameters.map { $0.name == "body" ? "bodyValue" : ClientNames.member($0.name) })
        var members = zip(names, operation.parameters).map { name, parameter in
            "\(name)\(parameter.isRequired ? "" : "?"): \(Self.type(parameter.schema))"
        }
        if let body = operation.body { members.append("body\(body.isRequired ? "" : "?"): \(Self.type(body.schema))") }
        let isOptional = operation.parameters.allSatisfy { !$0.isRequired } && operation.body?.isRequired != true
        let argument =
            members.isEmpty ? "" : "parameters: { \(members.joined(separator: "; ")) }\(isOptional ? " = {}" : "")"
        let results = operation.answers.map { $0.schema.map(Self.type) ?? "void" }
        var seen: Set<String> = []
        let result = results.filter { seen.insert($0).inserted }.joined(separator: " | ")
        var text = "\n" + Self.comment(comment(operation, names), indentation: "  ")
        text += "  async \(name)(\(argument)): Promise<\(result.isEmpty ? "void" : result)> {\n"
        text +=
            "    const request = new APIRequest(\(Self.literal(operation.method)), \(Self.literal(operation.path)));\n"
        for (name, parameter) in zip(names, operation.parameters) {
            let place = ["path", "header", "cookie"].contains(parameter.place) ? parameter.place : "query"
            text += "    request.set(\(Self.literal(place)), \(Self.literal(parameter.name)), parameters.\(name));\n"
        }
        if let body = operation.body { text += "    request.setBody(\(Self.literal(body.media)), parameters.body);\n" }
        let ways = operation.security.map { "[\($0.map(Self.literal).joined(separator: ", "))]" }
        let sent = "await this.#send(request, [\(ways.joined(separator: ", "))])"
        let isVoid = result.isEmpty || result == "void"
        return text + (isVoid ? "    \(sent);\n  }\n" : "    return (\(sent)) as \(result);\n  }\n")
    }

    private func comment(_ operation: ClientOperation, _ names: [String]) -> String {
        var text = operation.summary ?? "\(operation.method) \(operation.path)"
        if let more = operation.text { text += "\n\n\(more)" }
        for (name, parameter) in zip(names, operation.parameters) {
            if let told = parameter.text { text += "\n@param parameters.\(name) \(told)" }
        }
        for failure in operation.failures {
            let body = failure.schema.map(Self.type) ?? "unknown"
            text += "\n@throws {APIError<\(body)>} \(failure.status): \(failure.text ?? "")"
        }
        if operation.isDeprecated { text += "\n@deprecated" }
        return text
    }

    // MARK: - Text

    /// A text as TypeScript writes it.
    private static func literal(_ text: String) -> String {
        var literal = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": literal += "\\\(scalar)"
            case "\0"..."\u{1F}", "\u{7F}", "\u{2028}", "\u{2029}":
                let hex = String(scalar.value, radix: 16)
                literal += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            default: literal.unicodeScalars.append(scalar)
            }
        }
        return literal + "\""
    }

    private static func key(_ name: String) -> String {
        let isWord = name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
        return isWord && name.first?.isNumber == false ? name : literal(name)
    }

    private static func comment(_ text: String?, indentation: String) -> String {
        guard let text, !text.isEmpty else { return "" }
        let lines = text.replacing("*/", with: "* /").split(
            omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        if lines.count == 1 { return "\(indentation)/** \(lines[0]) */\n" }
        let inner = lines.map { $0.isEmpty ? "\(indentation) *\n" : "\(indentation) * \($0)\n" }
        return "\(indentation)/**\n\(inner.joined())\(indentation) */\n"
    }
}
