import AshlarContainer
import AshlarHTTP
import AshlarSupport
public import AshlarValidation
import HTTPTypes

extension ActionInput {
    /// A typed input: the validated body; of GET and HEAD, which have none, the query.
    public static func of<T: TypedInput>(_ type: T.Type, _ name: String) -> Argument<T> {
        Argument(ArgumentDescriptor(name, type, kind: .input(.body, type))) { context, _ in
            if context.request.method == .get || context.request.method == .head {
                return try await query(type, context)
            }
            let (sent, isForm) = try await context.request.sentBody()
            return try await T.validated(
                sent, format: isForm ? .form : .json, context: context.inputContext(for: type, in: .body))
        }
    }

    /// The query as a typed input.
    public static func of<T: TypedInput>(_ type: QueryInput<T>.Type, _ name: String) -> Argument<QueryInput<T>> {
        Argument(ArgumentDescriptor(name, type, kind: .input(.query, T.self))) { context, _ in
            QueryInput(try await query(T.self, context))
        }
    }

    /// Header fields as a typed input.
    public static func of<T: TypedInput>(_ type: HeaderInput<T>.Type, _ name: String) -> Argument<HeaderInput<T>> {
        Argument(ArgumentDescriptor(name, type, kind: .input(.header, T.self))) { context, _ in
            let sent = T.inputDescription.fields.compactMap { field in
                context.header(headerName(field.name)).map { SentValue.Member(field.name, .text($0)) }
            }
            return HeaderInput(
                try await T.validated(
                    .members(sent), format: .form, source: .header, context: context.inputContext()))
        }
    }

    /// Cookies as a typed input.
    public static func of<T: TypedInput>(_ type: CookieInput<T>.Type, _ name: String) -> Argument<CookieInput<T>> {
        Argument(ArgumentDescriptor(name, type, kind: .input(.cookie, T.self))) { context, _ in
            let sent = T.inputDescription.fields.compactMap { field in
                context.cookie(field.name).map { SentValue.Member(field.name, .text($0)) }
            }
            return CookieInput(
                try await T.validated(
                    .members(sent), format: .form, source: .cookie, context: context.inputContext()))
        }
    }

    /// A parameter with rules, of the path or the query.
    public static func checked<T>(_ field: InputField<T>, _ name: String) -> Argument<T> {
        let kind = ArgumentDescriptor.Kind.scalar(isRequired: field.description.isRequired)
        return Argument(ArgumentDescriptor(name, T.self, kind: kind, field: field.description)) { context, source in
            if case .path = source {
                guard let text = try context.text(name, from: source) else { throw HTTPError(.notFound) }
                do {
                    return try await context.value(field, [.init(field.description.name, .text(text))], .path)
                } catch is InputErrors {
                    // An address that cannot exist is not found.
                    throw RefusedPathValue(name: name, value: text, type: "\(T.self)")
                }
            }
            guard case .members(let members) = try context.request.sentQuery() else { throw HTTPError(.badRequest) }
            return try await context.value(field, members, .query)
        }
    }

    /// A parameter that is a header field.
    public static func header<T>(_ field: InputField<T>, _ name: String) -> Argument<T> {
        Argument(ArgumentDescriptor(name, T.self, kind: .field(.header, field.description))) { context, _ in
            let key = field.description.name
            return try await context.value(field, context.header(key).map { [.init(key, .text($0))] } ?? [], .header)
        }
    }

    /// A parameter that is a cookie.
    public static func cookie<T>(_ field: InputField<T>, _ name: String) -> Argument<T> {
        Argument(ArgumentDescriptor(name, T.self, kind: .field(.cookie, field.description))) { context, _ in
            let key = field.description.name
            return try await context.value(field, context.cookie(key).map { [.init(key, .text($0))] } ?? [], .cookie)
        }
    }

    /// A parameter that is one field of the body.
    public static func form<T>(_ field: InputField<T>, _ name: String) -> Argument<T> {
        Argument(ArgumentDescriptor(name, T.self, kind: .field(.body, field.description))) { context, _ in
            let (sent, isForm) = try await context.request.sentBody()
            guard case .members(let members) = sent else {
                throw HTTPError(.unprocessableContent, "The body must be an object.")
            }
            return try await context.value(field, members, .body, isForm ? .form : .json)
        }
    }

    /// `User-Agent` for a parameter `userAgent`.
    public static func headerName(_ name: String) -> String {
        CaseConversion.words(name).map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined(separator: "-")
    }

    private static func query<T: TypedInput>(_ type: T.Type, _ context: ActionContext) async throws -> T {
        try await T.validated(
            context.request.sentQuery(), format: .form, source: .query,
            context: context.inputContext(for: type, in: .query))
    }
}

extension ActionContext {
    /// What is known around an input of this request.
    func inputContext() throws -> InputContext {
        let parameters = request.pathParameters.items
        let language = request.headers[.acceptLanguage]?.prefix { $0 != "," && $0 != ";" }
        return InputContext(
            messages: try resolver.resolve((any InputMessages)?.self), language: language.map(String.init),
            parameters: Dictionary(parameters.map { ($0.name, $0.value) }) { first, _ in first },
            surroundings: request)
    }

    /// The same, with the names of the action's other parameters that are sent in the same place.
    func inputContext(for type: any TypedInput.Type, in source: InputSource) throws -> InputContext {
        var context = try inputContext()
        let description = type.inputDescription
        // Of several inputs each says by itself whether it forbids what it does not know.
        guard description.forbidsUnknown || description.variants != nil, let route = endpoint.route else {
            return context
        }
        let isQuery = source == .query
        let hasNoBody = request.method == .get || request.method == .head
        if isQuery, route.layers.contains(where: { $0 is ValidSignature }) {
            context.otherNames.formUnion([SignedText.signature, SignedText.expires])
        }
        for (index, argument) in route.action.arguments.enumerated() {
            switch argument.kind {
            case .scalar where isQuery && self.source(index) == .query:
                context.otherNames.insert(argument.field?.name ?? argument.name)
            case .field(source, let field): context.otherNames.insert(field.name)
            case .input(let place, let other) where place == source || place == .body && isQuery && hasNoBody:
                context.otherNames.formUnion(other.inputDescription.names)
            default: break
            }
        }
        return context
    }

    /// A cookie's value, decoded as OpenAPI has its parameters encoded (style `form`); what is not encoded so is as it was sent.
    func cookie(_ name: String) -> String? {
        request.cookies[name].map { PercentEncoding.decode($0.utf8) ?? $0 }
    }

    func header(_ name: String) -> String? { HTTPField.Name(name).flatMap { request.headers[$0] } }

    /// Reads one field that stands by itself.
    func value<T>(
        _ field: InputField<T>, _ members: [SentValue.Member], _ source: InputSource, _ format: InputFormat = .form
    ) async throws -> T {
        var reader = InputReader(format: format, source: source, context: try inputContext())
        let value = field.read(members, &reader)
        return try await reader.finished(value)
    }
}
