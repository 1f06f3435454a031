import AshlarRouting
import AshlarSupport

/// How errors are answered, said once for all operations.
struct OpenAPIProblems {
    private let shape: InputErrorShape?

    /// - Parameter shape: nil for what the client wants more, problem details or plain JSON.
    init(shape: InputErrorShape?) {
        self.shape = shape
    }

    /// A way to the answer of one kind.
    static func reference(_ name: String) -> SentValue { ["$ref": .text("#/components/responses/\(name)")] }

    /// When each kind of answer is given.
    static let texts: KeyValuePairs<String, String> = [
        "Problem": "Anything else that went wrong.",
        "NotFound": "There is no such thing.",
        "Malformed": "What was sent cannot be read.",
        "Unsupported": "The body is of a media type that is not read here; Accept says which are.",
        "Invalid": "Values are wrong: all of them are told.",
    ]

    /// The answers by name.
    var responses: SentValue {
        .members(
            Self.texts.map { name, text in
                let content = content(of: name).map { SentValue.Member($0.media, ["schema": $0.schema]) }
                return SentValue.Member(name, ["description": .text(text), "content": .members(content)])
            })
    }

    /// The kinds of body that an answer may have.
    ///
    /// - Parameter name: the kind of answer.
    func content(of name: String) -> [(media: String, schema: SentValue)] {
        let named = name == "Invalid" ? "InputErrors" : "Problem"
        func schema(_ name: String) -> SentValue { ["$ref": .text("#/components/schemas/Ashlar.\(name)")] }
        var kinds: [(media: String, schema: SentValue)] = []
        if shape == .fastAPI, named == "InputErrors" {
            kinds.append(("application/json", schema(named)))
        } else {
            if shape != .plain { kinds.append(("application/problem+json", schema(named))) }
            if shape == nil || shape == .plain { kinds.append(("application/json", schema("ErrorMessage"))) }
        }
        return kinds + [("text/plain", ["type": "string"]), ("text/html", ["type": "string"])]
    }

    /// The schemas of the answers.
    var schemas: [SentValue.Member] {
        let text: SentValue = ["type": "string"]
        let location: SentValue = ["type": "array", "items": ["type": .list(["string", "integer"])]]
        let problem = SchemaComponents.object(
            [
                .init("type", text), .init("title", text), .init("status", ["type": "integer"]), .init("detail", text),
                .init("instance", text),
            ], required: ["title", "status"])
        let message = SchemaComponents.object(
            [
                .init("message", text),
                .init("errors", ["type": "object", "additionalProperties": ["type": "array", "items": text]]),
                .init("error_id", text),
            ], required: ["message"])
        if shape == .plain { return [.init("Ashlar.ErrorMessage", message)] }
        let errors: SentValue
        switch shape {
        case .problem, .plain, nil:
            let item = SchemaComponents.object(
                [
                    .init("location", location), .init("rule", text), .init("message", text),
                    .init("parameters", ["type": "object", "additionalProperties": text]), .init("value", [:]),
                ], required: ["location", "rule", "message"])
            errors = SchemaComponents.object(
                [
                    .init("type", text), .init("title", text), .init("status", ["type": "integer"]),
                    .init("detail", text), .init("errors", ["type": "array", "items": item]),
                ], required: ["title", "status"])
        case .fastAPI:
            let item = SchemaComponents.object(
                [.init("loc", location), .init("msg", text), .init("type", text), .init("input", [:])],
                required: ["loc", "msg", "type"])
            errors = SchemaComponents.object(
                [.init("detail", ["type": "array", "items": item])], required: ["detail"])
        }
        let details: [SentValue.Member] = [.init("Ashlar.Problem", problem), .init("Ashlar.InputErrors", errors)]
        return shape == nil ? details + [.init("Ashlar.ErrorMessage", message)] : details
    }
}
