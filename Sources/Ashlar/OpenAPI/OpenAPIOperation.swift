import AshlarHTTP
import AshlarRouting
import AshlarSupport
import AshlarValidation
import HTTPTypes

/// One method of one path, as documents say it.
struct OpenAPIOperation {
    private let entry: RouteTable.Entry
    private let method: HTTPRequest.Method
    private let values: [PathValue]
    /// What the path's placeholders are called in the document.
    private let names: [String]
    private let components: SchemaComponents
    private let problems: OpenAPIProblems
    private let documentation: RouteDocumentation
    private let comment: ActionComment

    init(
        _ entry: RouteTable.Entry, _ method: HTTPRequest.Method, _ values: [PathValue], _ names: [String],
        _ components: SchemaComponents, _ problems: OpenAPIProblems
    ) {
        self.entry = entry
        self.method = method
        self.values = values
        self.names = names
        self.components = components
        self.problems = problems
        documentation = entry.documentation
        comment = ActionComment(entry.action.documentation ?? "")
    }

    /// Whether programs have anything to do with a route.
    static func isDocumented(_ entry: RouteTable.Entry) -> Bool {
        if let isHidden = entry.documentation.isHidden { return !isHidden }
        guard !entry.isFallback, !entry.isMount else { return false }
        return entry.action.answer?.isPage != true && entry.action.typedView == nil
    }

    /// As the document has it.
    ///
    /// - Parameter id: makes a name one that no other operation has.
    func value(id: (String) -> String) -> SentValue {
        var members: [SentValue.Member] = []
        let tags =
            documentation.tags.isEmpty ? [Self.tag(of: entry.action.name)].compactMap(\.self) : documentation.tags
        if !tags.isEmpty { members.append(.init("tags", .list(tags.map(SentValue.text)))) }
        if let text = documentation.summary ?? comment.summary { members.append(.init("summary", .text(text))) }
        if let text = documentation.text ?? comment.text { members.append(.init("description", .text(text))) }
        let name = documentation.operation ?? entry.name ?? entry.action.name
        members.append(
            .init("operationId", .text(id(name.split(whereSeparator: \.isWhitespace).joined(separator: ".")))))
        let body = OpenAPIBody(entry, method, components, documentation.example)
        let parameters = parameters
        if !parameters.isEmpty { members.append(.init("parameters", .list(parameters))) }
        if let body = body.value { members.append(.init("requestBody", body)) }
        let answers = OpenAPIAnswers(entry, components, problems)
        let takesValues = body.value != nil || parameters.contains { $0["in"] != "path" }
        members.append(
            .init("responses", answers.value(hasBody: body.value != nil, takesValues: takesValues)))
        return .members(members + documentation.lastMembers(in: components))
    }

    /// `Post` for `PostController.show`.
    private static func tag(of action: String) -> String? {
        guard let type = action.split(separator: ".").first, type.hasSuffix("Controller"), action.contains(".") else {
            return nil
        }
        let name = type.dropLast("Controller".count)
        return name.isEmpty ? nil : String(name)
    }

    // MARK: - Parameters

    private var parameters: [SentValue] {
        var all: [SentValue] = []
        for (value, name) in zip(values, names) { all.append(pathParameter(value, name)) }
        let inPath = Set(values.map(\.name))
        for argument in entry.action.arguments {
            switch argument.kind {
            case .scalar(let isRequired)
            where !inPath.contains(argument.name) && !isGiven(argument.name) && argument.field?.isProhibited != true:
                all.append(
                    Self.parameter(
                        "query", argument.field?.name ?? argument.name, isRequired: isRequired,
                        schema(of: argument), comment.parameters[argument.name]))
            case .input(.body, let type) where method == .get || method == .head: all += fields(of: type, "query")
            case .input(.query, let type): all += fields(of: type, "query")
            case .input(.header, let type): all += fields(of: type, "header")
            case .input(.cookie, let type): all += fields(of: type, "cookie")
            case .field(let source, let field) where source != .body && !field.isProhibited:
                all.append(
                    Self.parameter(
                        source.rawValue, field.name, isRequired: field.isRequired,
                        InputSchema.schema(of: field, in: components, takesNull: false),
                        comment.parameters[argument.name]))
            default: break
            }
        }
        return all
    }

    /// Whether the route itself gives a parameter, by its host or a constant.
    private func isGiven(_ name: String) -> Bool { entry.givenNames.contains(name) }

    private func fields(of input: any TypedInput.Type, _ place: String) -> [SentValue] {
        Self.fields(of: input, place, in: components)
    }

    /// The fields of an input as parameters.
    ///
    /// - Parameters:
    ///   - input: the input.
    ///   - place: where they are sent: `query`, `header`, `cookie`.
    ///   - components: has the schemas.
    static func fields(
        of input: any TypedInput.Type, _ place: String, in components: SchemaComponents
    ) -> [SentValue] {
        input.inputDescription.fields.filter { !$0.isProhibited }.map { field in
            let name = place == "header" ? ActionInput.headerName(field.name) : field.name
            return Self.parameter(
                place, name, isRequired: field.isRequired,
                InputSchema.schema(of: field, in: components, takesNull: false),
                field.documentation, shape: field.shape)
        }
    }

    private func pathParameter(_ value: PathValue, _ name: String) -> SentValue {
        let argument = entry.action.arguments.first { $0.name == value.name }
        var schema = Self.schema(of: value.kind)
        if case .text = value.kind, let argument {
            if case .scalar = argument.kind { schema = self.schema(of: argument) }
            if case .bound = argument.kind, !value.hasColumn { schema = argument.keySchema ?? schema }
        }
        return Self.parameter("path", name, isRequired: true, schema, comment.parameters[value.name])
    }

    private static func parameter(
        _ place: String, _ name: String, isRequired: Bool, _ schema: SentValue, _ text: String?,
        shape: InputShape? = nil
    ) -> SentValue {
        var members: [SentValue.Member] = [.init("name", .text(name)), .init("in", .text(place))]
        if isRequired { members.append(.init("required", true)) }
        if let text { members.append(.init("description", .text(text))) }
        if case .input? = shape {
            members.append(.init("style", "deepObject"))
            members.append(.init("explode", true))
        }
        members.append(.init("schema", schema))
        return .members(members)
    }

    private func schema(of argument: ArgumentDescriptor) -> SentValue {
        if let field = argument.field { return InputSchema.schema(of: field, in: components, takesNull: false) }
        let schema = ScalarSchema.of(argument.valueType ?? String.self)
        guard let fallback = argument.fallback, case .members(let members) = schema else { return schema }
        return .members(members + [.init("default", fallback)])
    }

    private static func schema(of kind: PathValue.Kind) -> SentValue {
        switch kind {
        case .text: return ["type": "string"]
        case .number: return ["type": "number"]
        case .uuid: return ["type": "string", "format": "uuid"]
        case .date: return ["type": "string", "format": "date"]
        case .choices(let words): return ["type": "string", "enum": .list(words.map(SentValue.text))]
        case .pattern(let pattern): return ["type": "string", "pattern": .text("^(?:\(pattern))$")]
        case .integer(let range):
            guard let range else { return ["type": "integer", "format": "int64"] }
            return [
                "type": "integer", "minimum": .number(String(range.lowerBound)),
                "maximum": .number(String(range.upperBound)),
            ]
        }
    }
}
