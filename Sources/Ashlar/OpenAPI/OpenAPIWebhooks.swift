import AshlarRouting
import AshlarSupport
import HTTPTypes

/// The requests that an app sends, as a document tells of them (OpenAPI 3.1, section 4.8.1).
struct OpenAPIWebhooks {
    /// As the document has them; empty where there are none.
    let members: [SentValue.Member]

    init(_ webhooks: [Webhook], _ components: SchemaComponents, _ problems: OpenAPIProblems) {
        var names: [String] = []
        var operations: [String: [SentValue.Member]] = [:]
        for webhook in webhooks {
            if operations[webhook.name] == nil { names.append(webhook.name) }
            operations[webhook.name, default: []].append(
                .init(webhook.method.rawValue.lowercased(), Self.operation(webhook, components, problems)))
        }
        members = names.map { SentValue.Member($0, .members(operations[$0] ?? [])) }
    }

    private static func operation(
        _ webhook: Webhook, _ components: SchemaComponents, _ problems: OpenAPIProblems
    ) -> SentValue {
        let said = webhook.documentation
        var members: [SentValue.Member] = []
        if !said.tags.isEmpty { members.append(.init("tags", .list(said.tags.map(SentValue.text)))) }
        if let text = said.summary { members.append(.init("summary", .text(text))) }
        if let text = said.text { members.append(.init("description", .text(text))) }
        if let name = said.operation { members.append(.init("operationId", .text(name))) }
        if let headers = webhook.headers {
            let fields = OpenAPIOperation.fields(of: headers, "header", in: components)
            if !fields.isEmpty { members.append(.init("parameters", .list(fields))) }
        }
        if let payload = webhook.payload {
            var content: [SentValue.Member] = [.init("schema", components.schema(of: payload))]
            if let example = said.example { content.append(.init("example", example)) }
            members.append(
                .init(
                    "requestBody", ["required": true, "content": ["application/json": .members(content)] as SentValue]))
        }
        members.append(.init("responses", answers(said.answers, components, problems)))
        return .members(members + said.lastMembers(in: components))
    }

    /// What those who hear it are to answer.
    private static func answers(
        _ said: [RouteDocumentation.Answer], _ components: SchemaComponents, _ problems: OpenAPIProblems
    ) -> SentValue {
        var members: [SentValue.Member] = []
        if !said.contains(where: { $0.status.kind == .successful }) {
            members.append(.init("2XX", ["description": "It was heard."]))
        }
        var statuses: [Int] = []
        for answer in said where !statuses.contains(answer.status.code) { statuses.append(answer.status.code) }
        for status in statuses {
            var answer = OpenAPIAnswer()
            for one in said where one.status.code == status { answer.add(one, in: components, tellsProblems: false) }
            members.append(.init(String(status), answer.value(status: status, problems)))
        }
        return .members(members)
    }
}

extension RouteDocumentation {
    /// What stands at the end of every operation.
    func lastMembers(in components: SchemaComponents) -> [SentValue.Member] {
        var members: [SentValue.Member] = []
        if isDeprecated == true { members.append(.init("deprecated", true)) }
        if let security {
            members.append(
                .init(
                    "security",
                    .list(
                        security.map {
                            .members([.init(components.name(of: $0), .list($0.scopes.map(SentValue.text)))])
                        })))
        }
        return members
    }
}
