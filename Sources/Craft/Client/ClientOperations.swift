import AshlarSupport

/// Reads the operations of a description.
struct ClientOperations {
    private let document: SentValue
    private(set) var schemas: ClientSchemas
    private let schemes: Set<String>

    init(_ document: SentValue, schemas: ClientSchemas, schemes: Set<String>) {
        self.document = document
        self.schemas = schemas
        self.schemes = schemes
    }

    private static let methods: Set<String> = ["get", "put", "post", "delete", "patch", "head", "options", "trace"]

    /// In the order of the description.
    mutating func read() throws -> [ClientOperation] {
        guard case .members(let paths)? = document["paths"] else { return [] }
        var operations: [ClientOperation] = []
        for path in paths {
            guard case .members(let members) = path.value else { continue }
            let common = ClientSchemas.list(path.value["parameters"]) ?? []
            for member in members where Self.methods.contains(member.name) {
                operations.append(try operation(path.name, member.name, member.value, common))
            }
        }
        return operations
    }

    private mutating func operation(
        _ path: String, _ method: String, _ value: SentValue, _ common: [SentValue]
    ) throws -> ClientOperation {
        let id = ClientSchemas.text(value["operationId"]) ?? "\(method) \(path)"
        let name = Self.name(id)
        let type = name.prefix(1).uppercased() + name.dropFirst()
        var parameters: [ClientOperation.Parameter] = []
        for written in common + (ClientSchemas.list(value["parameters"]) ?? []) {
            let parameter = try resolved(written)
            guard let name = ClientSchemas.text(parameter["name"]), let place = ClientSchemas.text(parameter["in"])
            else { continue }
            let inner = parameter["schema"] ?? content(parameter["content"])?.schema ?? [:]
            let schema = try schemas.schema(inner, as: type + ClientNames.type(name))
            parameters.removeAll { $0.name == name && $0.place == place }
            parameters.append(
                .init(
                    name: name, place: place, schema: schema.wrapped,
                    isRequired: place == "path" || parameter["required"] == .bool(true),
                    text: ClientSchemas.text(parameter["description"])))
        }
        var body: ClientOperation.Body?
        if let written = value["requestBody"] {
            let written = try resolved(written)
            if let content = content(written["content"]) {
                let schema =
                    try Self.isText(content.media, content.schema)
                    ?? schemas.schema(
                        content.schema ?? [:], as: type + "Body")
                body = .init(media: content.media, schema: schema, isRequired: written["required"] == .bool(true))
            }
        }
        let (answers, failures) = try answers(of: value["responses"], as: type)
        return ClientOperation(
            id: id, method: method.uppercased(), path: path, summary: ClientSchemas.text(value["summary"]),
            text: ClientSchemas.text(value["description"]), isDeprecated: value["deprecated"] == .bool(true),
            parameters: parameters, body: body, answers: answers, failures: failures,
            security: security(value["security"] ?? document["security"]))
    }

    private mutating func answers(
        of value: SentValue?, as type: String
    ) throws -> (answers: [ClientOperation.Answer], failures: [ClientOperation.Answer]) {
        var done: [ClientOperation.Answer] = []
        var failed: [ClientOperation.Answer] = []
        guard case .members(let members)? = value else { return ([], []) }
        let successes = members.count { $0.name.hasPrefix("2") }
        for member in members {
            let answer = try resolved(member.value)
            let text = ClientSchemas.text(answer["description"])
            let content = content(answer["content"])
            let isDone = member.name.hasPrefix("2") || (member.name == "default" && successes == 0)
            let suffix = isDone ? (successes > 1 ? "Answer\(member.name)" : "Answer") : "Error\(member.name)"
            guard isDone else {
                // Problems are read by what every client has.
                guard let content, content.media == "application/json", member.name != "default",
                    let inner = content.schema.flatMap(ClientSchemas.withoutProblems)
                else { continue }
                failed.append(
                    .init(
                        status: member.name, schema: try schemas.schema(inner, as: type + suffix), text: text,
                        mayBeProblem: answer["content"]?["application/problem+json"] != nil))
                continue
            }
            let schema = try content.map {
                try Self.isText($0.media, $0.schema) ?? schemas.schema($0.schema ?? [:], as: type + suffix)
            }
            done.append(.init(status: member.name, schema: schema, text: text))
        }
        return (done, failed)
    }

    /// JSON before forms, these before all else: what is sent and read if there are several.
    private func content(_ value: SentValue?) -> (media: String, schema: SentValue?)? {
        guard case .members(let members)? = value, !members.isEmpty else { return nil }
        let order = ["application/json", "multipart/form-data", "application/x-www-form-urlencoded", "text/plain"]
        let chosen =
            order.lazy.compactMap { wanted in members.first { $0.name.hasPrefix(wanted) } }.first
            ?? members.first { $0.name.hasSuffix("+json") } ?? members[0]
        let media = String(chosen.name.prefix { $0 != ";" })
        return (media.hasSuffix("+json") ? "application/json" : media, chosen.value["schema"])
    }

    /// What is no JSON and no form is text or bytes.
    private static func isText(_ media: String, _ schema: SentValue?) throws -> ClientSchema? {
        switch media {
        case "application/json", "multipart/form-data", "application/x-www-form-urlencoded": nil
        default: media.hasPrefix("text/") ? .text : .file
        }
    }

    private func security(_ value: SentValue?) -> [[String]] {
        (ClientSchemas.list(value) ?? []).map { way in
            guard case .members(let members) = way else { return [] }
            return members.map(\.name).filter(schemes.contains)
        }
    }

    /// What stands elsewhere in the description.
    private func resolved(_ value: SentValue) throws -> SentValue {
        var value = value
        var steps = 0
        while let reference = ClientSchemas.text(value["$ref"]) {
            steps += 1
            var target: SentValue? = document
            for name in reference.split(separator: "/").dropFirst() { target = target?[ClientSchemas.unescaped(name)] }
            guard let target, reference.hasPrefix("#/"), steps < 32 else {
                throw CraftError("The description refers to \(reference), which it does not have.")
            }
            value = target
        }
        return value
    }

    /// `boatsStore` of `boats.store`, of `BoatController.store` and of `boats_store`.
    static func name(_ id: String) -> String {
        let parts = id.split(separator: ".").map { part in
            part.hasSuffix("Controller") && part != "Controller" ? part.dropLast("Controller".count) : part
        }
        return ClientNames.member(parts.joined(separator: "_"))
    }
}
