import AshlarSupport

/// Decides where a route's action finds its arguments, and proves that it will.
struct RouteArguments {
    private let route: Route
    private let path: String
    private let isScoped: Bool
    private let placeholders: [Placeholder]
    /// The names of all parameters in the order in which a request has them.
    private let names: [String]
    private let offset: Int

    init(_ parsed: ParsedRoute, leading: [String], isScoped: Bool) {
        route = parsed.route
        path = parsed.text
        self.isScoped = isScoped
        placeholders = parsed.pattern.placeholders
        names = leading + placeholders.map(\.name)
        offset = leading.count
    }

    /// - Throws: ``RouteError`` if a redirect takes along what its path does not have.
    func check(target: String) throws(RouteError) {
        for part in target.split(separator: "{").dropFirst() {
            guard let end = part.firstIndex(of: "}") else { continue }
            let name = part[..<end].prefix { $0 != "*" && $0 != "." }
            guard !names.contains(String(name)) else { continue }
            throw RouteError(
                message: "\(path) redirects to \(target), but has no {\(name)}."
                    + Suggestion.sentence(for: String(name), in: names),
                location: route.location, suggestion: "Name a placeholder of the path.")
        }
    }

    /// Where each argument comes from.
    func sources() throws(RouteError) -> [ArgumentSource] {
        var sources: [ArgumentSource] = []
        for argument in route.action.arguments {
            let index = names.firstIndex(of: argument.name)
            switch argument.kind {
            case .scalar(let isRequired):
                if isRequired, let index, let placeholder = placeholder(index), placeholder.isOptional,
                    route.defaults[placeholder.name] == nil
                {
                    throw RouteError(
                        message: "\(route.action.name) needs \(argument.name): \(argument.typeName), "
                            + "but its route \(path) may leave it out.",
                        location: route.location,
                        suggestion: "Give the parameter a default, make it optional, or write .defaults(...).")
                }
                sources.append(index.map { .path($0) } ?? .query)
            case .container, .request, .input, .field: sources.append(.other)
            case .bound:
                guard let index else {
                    throw RouteError(
                        message: "\(route.action.name) takes \(argument.name): \(argument.typeName) from the path, "
                            + "but its route \(path) has no {\(argument.name)}.",
                        location: route.location,
                        suggestion: "Write the placeholder into the path, or rename the parameter.")
                }
                sources.append(.path(index))
            }
        }
        return sources
    }

    /// For each argument that is looked up, by what: the column, and the model that it has to belong to.
    func bindings(_ sources: [ArgumentSource]) throws(RouteError) -> [PathBinding?] {
        var bindings: [PathBinding?] = []
        for (argument, source) in zip(route.action.arguments, sources) {
            guard case .bound = argument.kind, case .path(let index) = source else {
                bindings.append(nil)
                continue
            }
            let binding = PathBinding(
                column: placeholder(index)?.column, parent: isScoped ? try parent(of: index, sources) : nil)
            if let problem = argument.check(binding) {
                throw RouteError(
                    message:
                        "\(route.action.name) takes \(argument.name): \(argument.typeName) from \(path): \(problem)",
                    location: route.location)
            }
            bindings.append(binding)
        }
        return bindings
    }

    /// The nearest model before a placeholder.
    private func parent(of index: Int, _ sources: [ArgumentSource]) throws(RouteError) -> PathBinding.Parent? {
        for before in stride(from: index - 1, through: offset, by: -1) {
            guard let place = sources.firstIndex(of: .path(before)), case .bound = route.action.arguments[place].kind,
                let type = route.action.arguments[place].valueType
            else { continue }
            return PathBinding.Parent(type: type, parameter: before, column: placeholder(before)?.column)
        }
        guard route.settings.isScoped == true, index > offset else { return nil }
        throw RouteError(
            message: "The route \(path) is scoped, but \(route.action.name) takes no model before {\(names[index])}.",
            location: route.location,
            suggestion: "Take the model of {\(names[index - 1])} as a parameter, or leave out scoped().")
    }

    private func placeholder(_ index: Int) -> Placeholder? {
        placeholders.indices.contains(index - offset) ? placeholders[index - offset] : nil
    }
}
