import AshlarHTTP
import AshlarSupport
import HTTPTypes

/// A route as it is served: everything decided.
final class CompiledRoute: Sendable {
    let methods: [HTTPRequest.Method]
    let pattern: RoutePattern
    let name: String?
    let action: Action
    let sources: [ArgumentSource]
    let middleware: [any Middleware]
    let location: SourceLocation

    /// - Throws: ``RouteError`` for a malformed path, or an argument that this path cannot give.
    init(_ route: Route) throws {
        do {
            pattern = try RoutePattern(route.path)
        } catch {
            throw RouteError(
                message: "The path \(route.path.replacing("//", with: "/")) is malformed: \(error.reason).",
                location: route.location)
        }
        methods = route.methods
        name = route.fullName
        action = route.action
        middleware = route.middleware
        location = route.location
        let names = pattern.parameterNames
        let path = pattern.text
        sources = try route.action.arguments.map { argument in
            let index = names.firstIndex(of: argument.name)
            switch argument.kind {
            case .scalar: return index.map { .path($0) } ?? .query
            case .container, .request: return .other
            case .bound:
                guard let index else {
                    throw RouteError(
                        message: "\(route.action.name) takes \(argument.name): \(argument.typeName) from the path, "
                            + "but its route \(path) has no {\(argument.name)}.",
                        location: route.location,
                        suggestion: "Write the placeholder into the path, or rename the parameter.")
                }
                return .path(index)
            }
        }
    }
}
