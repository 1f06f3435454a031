import AshlarConfig
public import AshlarHTTP
public import AshlarRouting
import AshlarSupport
import HTTPTypes

/// What an app's routes take and answer, as OpenAPI 3.1 says it: made of routes, typed parameters, inputs with their rules, the
/// types of answers, and comments.
///
/// ```swift
/// let document = OpenAPIDocument(kernel.routes, title: "Library")
/// try document.json.write(toFile: "openapi.json", atomically: true, encoding: .utf8)
/// ```
///
/// Routes that answer pages, redirects, fallbacks and mounted apps are left out.
public struct OpenAPIDocument: Sendable {
    /// It as JSON.
    public let json: String

    /// Describes routes.
    ///
    /// - Parameters:
    ///   - routes: the routes.
    ///   - title: what the API is called.
    ///   - version: of the API.
    ///   - text: what it is for, in Markdown.
    ///   - server: where it is: `https://example.com`; nil for where the document was read.
    ///   - policy: how answers are written as JSON.
    ///   - errors: how errors are told; nil for problem details or plain JSON, as `Accept` says.
    public init(
        _ routes: RouteTable, title: String, version: String = "1.0.0", text: String? = nil, server: String? = nil,
        policy: JSONPolicy = JSONPolicy(), errors: InputErrorShape? = nil
    ) {
        let components = SchemaComponents(policy: policy)
        let problems = OpenAPIProblems(shape: errors)
        var paths = OpenAPIPaths()
        for entry in routes.entries where OpenAPIOperation.isDocumented(entry) {
            for (path, values) in entry.templates {
                for method in OpenAPIPaths.methods(of: entry) {
                    paths.add(path, method, values) { names, id in
                        OpenAPIOperation(entry, method, values, names, components, problems).value(id: id)
                    }
                }
            }
        }
        let sent = routes.webhooks.filter { $0.documentation.isHidden != true }
        let webhooks = OpenAPIWebhooks(sent, components, problems).members
        var tags = paths.tags
        for tag in sent.flatMap(\.documentation.tags) where !tags.contains(tag) { tags.append(tag) }
        var info: [SentValue.Member] = [.init("title", .text(title)), .init("version", .text(version))]
        if let text { info.append(.init("description", .text(text))) }
        var parts: [SentValue.Member] = []
        let schemas = components.all + problems.schemas
        parts.append(.init("schemas", .members(schemas)))
        parts.append(.init("responses", problems.responses))
        let security = components.schemes.map { SentValue.Member($0.name, $0.scheme.definition) }
        if !security.isEmpty { parts.append(.init("securitySchemes", .members(security))) }
        var members: [SentValue.Member] = [.init("openapi", "3.1.0"), .init("info", .members(info))]
        if let server { members.append(.init("servers", [["url": .text(server)]])) }
        members.append(.init("paths", paths.value))
        if !webhooks.isEmpty { members.append(.init("webhooks", .members(webhooks))) }
        members.append(.init("components", .members(parts)))
        if !tags.isEmpty { members.append(.init("tags", .list(tags.map { ["name": .text($0)] }))) }
        json = SentValue.members(members).json(isIndented: true) + "\n"
    }

    /// Describes an app as its settings say: `openapi.title`, `openapi.version`, `openapi.description`, `app.url`, `json.*`.
    ///
    /// - Throws: ``ConfigError`` for a setting that cannot be read.
    init(_ routes: RouteTable, config: Config) throws {
        self.init(
            routes, title: config.string("openapi.title") ?? config.appName,
            version: config.string("openapi.version") ?? "1.0.0", text: config.string("openapi.description"),
            server: config.string("app.url"), policy: try config.jsonPolicy, errors: try config.errorShape)
    }
}
