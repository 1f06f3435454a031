import AshlarRouting
import AshlarSupport

/// How errors are answered, said once for all operations.
struct OpenAPIProblems {
    private let shape: InputErrorShape

    init(shape: InputErrorShape) {
        self.shape = shape
    }

    /// A way to the answer of one kind.
    static func reference(_ name: String) -> SentValue { ["$ref": .text("#/components/responses/\(name)")] }

    /// The answers by name.
    var responses: SentValue {
        let problem: SentValue = ["$ref": "#/components/schemas/Ashlar.Problem"]
        let content: SentValue = [
            "application/problem+json": ["schema": problem], "text/plain": ["schema": ["type": "string"]],
            "text/html": ["schema": ["type": "string"]],
        ]
        func answer(_ text: String) -> SentValue { ["description": .text(text), "content": content] }
        let media = shape == .problem ? "application/problem+json" : "application/json"
        let invalid: SentValue = [
            "description": "Values are wrong: all of them are told.",
            "content": [
                .init(stringLiteral: media): ["schema": ["$ref": "#/components/schemas/Ashlar.InputErrors"]],
                "text/plain": ["schema": ["type": "string"]], "text/html": ["schema": ["type": "string"]],
            ] as SentValue,
        ]
        return [
            "Problem": answer("Anything else that went wrong."),
            "NotFound": answer("There is no such thing."),
            "Malformed": answer("What was sent cannot be read."),
            "Unsupported": answer("The body is of a media type that is not read here; Accept says which are."),
            "Invalid": invalid,
        ]
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
        let errors: SentValue
        switch shape {
        case .problem:
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
        return [.init("Ashlar.Problem", problem), .init("Ashlar.InputErrors", errors)]
    }
}
