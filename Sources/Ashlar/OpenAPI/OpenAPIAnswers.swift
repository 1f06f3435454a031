import AshlarRouting
import AshlarSupport
import HTTPTypes

/// The answers of an operation.
struct OpenAPIAnswers {
    private let entry: RouteTable.Entry
    private let components: SchemaComponents

    init(_ entry: RouteTable.Entry, _ components: SchemaComponents) {
        self.entry = entry
        self.components = components
    }

    /// As the document has them.
    func value(hasBody: Bool, takesValues: Bool) -> SentValue {
        var answers: [(status: String, answer: SentValue)] = []
        func set(_ status: String, _ answer: SentValue) {
            answers.removeAll { $0.status == status }
            answers.append((status, answer))
        }
        let told = entry.action.answer
        if let told {
            set(String(told.status), success(told))
        } else if !entry.documentation.answers.contains(where: { $0.status.kind == .successful }) {
            set("200", ["description": "OK"])
        }
        let isFound = entry.action.arguments.contains { if case .bound = $0.kind { true } else { false } }
        if isFound || told?.isOptional == true || entry.path.contains("{") {
            set("404", OpenAPIProblems.reference("NotFound"))
        }
        if hasBody {
            set("400", OpenAPIProblems.reference("Malformed"))
            set("415", OpenAPIProblems.reference("Unsupported"))
        }
        if takesValues { set("422", OpenAPIProblems.reference("Invalid")) }
        for answer in entry.documentation.answers {
            var members: [SentValue.Member] = [.init("description", .text(answer.text))]
            if let type = answer.type {
                var content: [SentValue.Member] = [.init("schema", components.schema(of: type))]
                if let example = answer.example { content.append(.init("example", example)) }
                members.append(.init("content", ["application/json": .members(content)]))
            }
            set(String(answer.status.code), .members(members))
        }
        set("default", OpenAPIProblems.reference("Problem"))
        return .members(answers.map { SentValue.Member($0.status, $0.answer) })
    }

    private func success(_ told: AnswerDescription) -> SentValue {
        let phrase = HTTPResponse.Status(code: told.status).phrase
        var members: [SentValue.Member] = [.init("description", .text(phrase.isEmpty ? "OK" : phrase))]
        if told.hasLocation {
            members.append(
                .init(
                    "headers",
                    [
                        "Location": [
                            "description": "Where it is.", "schema": ["type": "string", "format": "uri-reference"],
                        ] as SentValue
                    ]))
        }
        let content = told.bodies.map { body in
            let schema = body.type.map { components.schema(of: $0) } ?? textSchema(body.mediaType)
            return SentValue.Member(body.mediaType, ["schema": schema])
        }
        if !content.isEmpty { members.append(.init("content", .members(content))) }
        return .members(members)
    }

    private func textSchema(_ media: String) -> SentValue { media.hasPrefix("text/") ? ["type": "string"] : [:] }
}
