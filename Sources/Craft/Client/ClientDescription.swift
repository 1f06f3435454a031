import AshlarSupport

/// What a client is written from: an API's description (OpenAPI 3.1 or 3.0), read.
struct ClientDescription {
    let title: String
    /// The first server that it names.
    let server: String?
    let types: [ClientType]
    let operations: [ClientOperation]
    let schemes: [ClientScheme]

    /// Reads a description.
    ///
    /// - Throws: ``CraftError`` for what is no JSON, no OpenAPI 3, or refers to what is not there.
    init(json: String) throws {
        let document: SentValue
        do {
            document = try JSONReader.read(Array(json.utf8), .init(depth: 200, count: 10_000_000))
        } catch {
            throw CraftError("The description is no JSON, from byte \(error.offset) on.")
        }
        guard let version = ClientSchemas.text(document["openapi"]), version.hasPrefix("3.") else {
            throw CraftError(
                "This is no description of an API.", suggestion: "It has to be OpenAPI 3.1 or 3.0, as JSON.")
        }
        title = ClientSchemas.text(document["info"]?["title"]) ?? "API"
        server = ClientSchemas.list(document["servers"])?.first.flatMap { ClientSchemas.text($0["url"]) }
        schemes = Self.schemes(document["components"]?["securitySchemes"])
        var reader = ClientOperations(
            document, schemas: try ClientSchemas(document["components"]?["schemas"], reserved: ClientNames.reserved),
            schemes: Set(schemes.map(\.name)))
        operations = try reader.read()
        types = reader.schemas.types
    }

    private static func schemes(_ value: SentValue?) -> [ClientScheme] {
        guard case .members(let members)? = value else { return [] }
        return members.compactMap { member in
            let scheme = member.value
            let name = ClientSchemas.text(scheme["name"]) ?? member.name
            let kind: ClientScheme.Kind? =
                switch (ClientSchemas.text(scheme["type"]), ClientSchemas.text(scheme["in"])) {
                case ("http"?, _):
                    ClientSchemas.text(scheme["scheme"])?.lowercased() == "basic" ? .basic : .bearer
                case ("oauth2"?, _), ("openIdConnect"?, _): .bearer
                case ("apiKey"?, "header"?): .header(name)
                case ("apiKey"?, "query"?): .query(name)
                case ("apiKey"?, "cookie"?): .cookie(name)
                default: nil
                }
            return kind.map {
                ClientScheme(name: member.name, kind: $0, text: ClientSchemas.text(scheme["description"]))
            }
        }
    }
}
