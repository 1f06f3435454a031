import AshlarHTTP
import AshlarRouting
import AshlarSupport
import AshlarValidation
import HTTPTypes

/// The body of an operation's requests.
struct OpenAPIBody {
    /// As the document has it; nil for an operation without one.
    let value: SentValue?

    init(
        _ entry: RouteTable.Entry, _ method: HTTPRequest.Method, _ components: SchemaComponents, _ example: SentValue?
    ) {
        guard method != .get, method != .head else {
            value = nil
            return
        }
        var json: SentValue?
        var form: SentValue?
        var hasFiles = false
        var takesAnyForm = false
        var fields: [FieldDescription] = []
        for argument in entry.action.arguments {
            switch argument.kind {
            case .input(.body, let type):
                let description = type.inputDescription
                json = InputSchema.reference(type, in: components)
                form = InputSchema.form(description, in: components)
                hasFiles = description.hasFiles
            case .field(.body, let field): fields.append(field)
            case .request: takesAnyForm = takesAnyForm || argument.valueType == Form.self
            default: break
            }
        }
        if json == nil, !fields.isEmpty {
            json = InputSchema.object(fields, in: components)
            form = InputSchema.object(fields, isForm: true, in: components)
            hasFiles = InputDescription(name: "", fields: fields, forbidsUnknown: false).hasFiles
        }
        func content(_ schema: SentValue) -> SentValue {
            guard let example else { return ["schema": schema] }
            return ["schema": schema, "example": example]
        }
        let urlencoded = "application/x-www-form-urlencoded"
        switch (json, form) {
        case (let json?, let form?):
            let kinds: [SentValue.Member] =
                hasFiles
                ? [.init("multipart/form-data", content(form))]
                : [.init("application/json", content(json)), .init(urlencoded, content(form))]
            value = ["required": true, "content": .members(kinds)]
        default:
            value =
                takesAnyForm
                ? ["content": .members([.init(urlencoded, ["schema": ["type": "object"]])])] : nil
        }
    }
}
