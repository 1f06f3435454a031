import AshlarRouting
import AshlarSupport
import HTTPTypes

/// All that an operation may answer with one status.
struct OpenAPIAnswer {
    /// When it is given.
    private var texts: [String] = []
    /// The bodies that it may have, in the order in which they were first named.
    private var bodies: [(media: String, schemas: [SentValue], example: SentValue?)] = []
    private var hasLocation = false
    /// The kind of error that it may be, as it is named in ``OpenAPIProblems``; nil for none.
    private var problem: String?

    /// Adds what the type of an action says.
    mutating func add(_ told: AnswerDescription, in components: SchemaComponents) {
        if let text = told.text { add(text: text) }
        if told.isError { return add(problem: "Problem") }
        hasLocation = hasLocation || told.hasLocation
        for body in told.bodies {
            let schema = body.type.map { components.schema(of: $0) }
            add(body.mediaType, schema ?? (body.mediaType.hasPrefix("text/") ? ["type": "string"] : [:]))
        }
    }

    /// Adds what is said of a route.
    ///
    /// - Parameters:
    ///   - said: what is said.
    ///   - components: has the schemas.
    ///   - tellsProblems: whether an error without a body of its own is told as the app tells all errors.
    mutating func add(_ said: RouteDocumentation.Answer, in components: SchemaComponents, tellsProblems: Bool = true) {
        add(text: said.text)
        if let type = said.type {
            add("application/json", components.schema(of: type), example: said.example)
        } else if tellsProblems, bodies.isEmpty, said.status.kind == .clientError || said.status.kind == .serverError {
            add(problem: "Problem")
        }
    }

    /// Adds a kind of error, unless there is one of another kind already.
    mutating func add(problem: String) {
        self.problem = self.problem ?? problem
    }

    private mutating func add(text: String) {
        if !text.isEmpty, !texts.contains(text) { texts.append(text) }
    }

    private mutating func add(_ media: String, _ schema: SentValue, example: SentValue? = nil) {
        guard let index = bodies.firstIndex(where: { $0.media == media }) else {
            bodies.append((media, [schema], example))
            return
        }
        if !bodies[index].schemas.contains(schema) { bodies[index].schemas.append(schema) }
        bodies[index].example = bodies[index].example ?? example
    }

    /// As the document has it.
    ///
    /// - Parameters:
    ///   - status: its status.
    ///   - kinds: how errors are told.
    func value(status: Int, _ kinds: OpenAPIProblems) -> SentValue {
        var answer = self
        if let problem {
            if texts.isEmpty, bodies.isEmpty { return OpenAPIProblems.reference(problem) }
            for kind in kinds.content(of: problem) { answer.add(kind.media, kind.schema) }
        }
        var text = texts.joined(separator: " ")
        if text.isEmpty { text = HTTPResponse.Status(code: status).phrase }
        var members: [SentValue.Member] = [.init("description", .text(text.isEmpty ? "OK" : text))]
        if hasLocation {
            let schema: SentValue = ["type": "string", "format": "uri-reference"]
            members.append(
                .init("headers", ["Location": ["description": "Where it is.", "schema": schema] as SentValue]))
        }
        let content = answer.bodies.map { body in
            let schema = body.schemas.count == 1 ? body.schemas[0] : ["anyOf": .list(body.schemas)]
            let example = body.example.map { [SentValue.Member("example", $0)] } ?? []
            return SentValue.Member(body.media, .members([.init("schema", schema)] + example))
        }
        if !content.isEmpty { members.append(.init("content", .members(content))) }
        return .members(members)
    }
}
