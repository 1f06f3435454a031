import AshlarSupport

/// Writes a client in Swift: a package over Foundation alone.
struct SwiftClient {
    private let description: ClientDescription
    private let name: String
    private let types: SwiftClientTypes

    /// - Parameters:
    ///   - description: the API.
    ///   - name: of the module.
    init(_ description: ClientDescription, name: String) {
        self.description = description
        self.name = name
        types = SwiftClientTypes(description)
    }

    /// The files that are made of the description, and those that are the same for all.
    ///
    /// - Parameter stubs: where the latter are.
    func code(_ stubs: StubLibrary) throws -> ClientCode {
        var code = ClientCode()
        let folder = "Sources/\(name)"
        let package = try Files.text(try stubs.path(of: "client/swift/Package.swift.stub"))
        code.files.append(
            (
                "Package.swift",
                "// swift-tools-version: 6.0\n// \(ClientCode.notice)\n" + package.replacing("__name__", with: name)
            ))
        code.files.append(("\(folder)/APIClient.swift", Self.head + client))
        code.files.append(("\(folder)/Operations.swift", Self.head + SwiftClientOperations(description, types).text))
        code.files.append(("\(folder)/Types.swift", Self.head + types.text))
        for file in ["APICoding", "APIError", "APIForm", "APIRequest", "APITransport"] {
            let path = try stubs.path(of: "client/swift/\(file).swift.stub")
            code.files.append(("\(folder)/\(file).swift", Self.head + (try Files.text(path))))
        }
        return code
    }

    private static let head = "// \(ClientCode.notice)\n// swift-format-ignore-file\n"

    private var client: String {
        let base = description.server.map { " = \(Self.literal($0))" } ?? ""
        let names = ClientNames.unique(description.schemes.map { ClientNames.member($0.name) })
        let schemes = zip(names, description.schemes)
        var text = """
            import Foundation

            \(Self.comment(description.title, indentation: ""))public struct APIClient: Sendable {
                /// How this client proves who it is; what is nil is not sent.
                public struct Credentials: Sendable {

            """
        for (name, scheme) in schemes {
            text += Self.comment(scheme.text ?? Self.text(of: scheme.kind), indentation: "        ")
            text += "        public var \(ClientNames.swift(name)): \(Self.type(of: scheme.kind))?\n"
        }
        let parameters = schemes.map { "\($0): \(Self.type(of: $1.kind))? = nil" }.joined(separator: ", ")
        text += "\n        /// Makes credentials.\n        public init(\(parameters)) {\n"
        for name in names { text += "            self.\(name) = \(ClientNames.swift(name))\n" }
        text += """
                    }
                }

                /// Where the server is.
                public var baseURL: String
                /// How this client proves who it is.
                public var credentials: Credentials
                /// What sends the requests.
                public var transport: any APITransport

                /// Makes a client.
                public init(
                    baseURL: String\(base), credentials: Credentials = Credentials(),
                    transport: any APITransport = URLSessionTransport()
                ) {
                    self.baseURL = baseURL
                    self.credentials = credentials
                    self.transport = transport
                }

                /// Sends a request.
                ///
                /// - Parameters:
                ///   - request: the request.
                ///   - ways: of proving who this is; the first of which all is known is taken.
                func send(_ request: APIRequest, _ ways: [[String]]) async throws -> APIResponse {
                    for way in ways {
                        var proven = request
                        guard way.allSatisfy({ prove($0, in: &proven) }) else { continue }
                        return try await transport.send(proven, below: baseURL)
                    }
                    return try await transport.send(request, below: baseURL)
                }

                private func prove(_ scheme: String, in request: inout APIRequest) -> Bool {
                    switch scheme {

            """
        for (name, scheme) in schemes {
            text += "        case \(Self.literal(scheme.name)):\n"
            text += "            guard let value = credentials.\(ClientNames.swift(name)) else { return false }\n"
            text += "            \(Self.proof(scheme.kind))\n            return true\n"
        }
        return text + "        default: return false\n        }\n    }\n}\n"
    }

    private static func type(of kind: ClientScheme.Kind) -> String {
        if case .basic = kind { return "(user: String, password: String)" }
        return "String"
    }

    private static func text(of kind: ClientScheme.Kind) -> String {
        switch kind {
        case .bearer: "A token: `Authorization: Bearer ...`"
        case .basic: "Name and password: `Authorization: Basic ...`"
        case .header(let name): "A key in the header field \(name)."
        case .query(let name): "A key in the query, as \(name)."
        case .cookie(let name): "A key in the cookie \(name)."
        }
    }

    private static func proof(_ kind: ClientScheme.Kind) -> String {
        switch kind {
        case .bearer: #"request.headers["Authorization"] = "Bearer \(value)""#
        case .basic:
            #"request.headers["Authorization"] = "Basic \(Data("\(value.user):\(value.password)".utf8).base64EncodedString())""#
        case .header(let name): "request.headers[\(literal(name))] = value"
        case .query(let name): "request.query.append((\(literal(name)), value))"
        case .cookie(let name): "request.cookies.append((\(literal(name)), APIRequest.encoded(value)))"
        }
    }

    /// How a file imports Foundation: a public import that nothing public needs is a warning.
    static func foundation(_ schemas: [ClientSchema]) -> String {
        func needs(_ schema: ClientSchema) -> Bool {
            switch schema {
            case .moment, .uuid, .address, .bytes, .decimal, .file: true
            case .list(let inner), .map(let inner), .optional(let inner): needs(inner)
            default: false
            }
        }
        return "\(schemas.contains(where: needs) ? "public " : "")import Foundation\n\n"
    }

    // MARK: - Text

    /// A text as Swift writes it.
    static func literal(_ text: String) -> String {
        var literal = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": literal += "\\\(scalar)"
            case "\0"..."\u{1F}", "\u{7F}": literal += "\\u{\(String(scalar.value, radix: 16))}"
            default: literal.unicodeScalars.append(scalar)
            }
        }
        return literal + "\""
    }

    /// A text as a comment of what follows it.
    static func comment(_ text: String?, indentation: String) -> String {
        guard let text, !text.isEmpty else { return "" }
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        return lines.map { $0.isEmpty ? "\(indentation)///\n" : "\(indentation)/// \($0)\n" }.joined()
    }
}
