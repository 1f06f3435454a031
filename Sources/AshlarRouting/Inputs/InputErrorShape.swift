import AshlarSupport
import AshlarValidation

/// How errors of an input are told to programs: `json.errors` in the settings.
public enum InputErrorShape: String, Sendable, CaseIterable {
    /// Problem details (RFC 9457) with a member `errors`, a list of `location`, `rule`, `message` and `value`.
    case problem
    /// As FastAPI tells them: `{"detail": [{"loc": ["body", "title"], "msg": "...", "type": "length", "input": "x"}]}`.
    case fastAPI = "fastapi"
    /// As Laravel tells them: `{"message": "...", "errors": {"title": ["..."]}}`.
    case plain
}

struct ProblemWithErrors: Encodable {
    struct Item: Encodable {
        let location: [InputKey]
        let rule: String
        let message: String
        let parameters: [String: String]?
        let value: SentValue?
    }

    let type = "about:blank"
    let title = "Unprocessable Content"
    let status = 422
    let detail: String
    let errors: [Item]

    init(_ errors: InputErrors) {
        detail = errors.summary
        self.errors = errors.all.map { error in
            Item(
                location: [.name(error.source.rawValue)] + error.path, rule: error.rule, message: error.message,
                parameters: error.parameters.isEmpty ? nil : error.parameters, value: error.value)
        }
    }
}

struct ErrorDetail: Encodable {
    struct Item: Encodable {
        let loc: [InputKey]
        let msg: String
        let type: String
        let input: SentValue?
    }

    let detail: [Item]

    init(_ errors: InputErrors) {
        detail = errors.all.map { error in
            Item(
                loc: [.name(error.source.rawValue)] + error.path, msg: error.message, type: error.rule,
                input: error.value)
        }
    }
}
