import AshlarSupport
import HTTPTypes

extension Routes {
    /// Routes each method to the controller's responder of its name: `onGet`, `onPost`, `onPut`, `onPatch`, `onDelete`,
    /// `onHead`, `onOptions`, `onTrace`. A method without responder is 405, with `Allow`.
    ///
    /// ```swift
    /// routes.responder("/things", ThingResponder.self, suffix: "collection")   // onGetCollection, onPostCollection
    /// routes.responder("/things/{id}", ThingResponder.self).name("thing")      // onGet, onDelete
    /// ```
    ///
    /// - Parameters:
    ///   - path: the path.
    ///   - controller: the controller.
    ///   - suffix: what follows the method in the names of the responders, so that one controller serves several paths.
    /// - Returns: the routes, one for each method.
    @discardableResult
    public func responder<C: Controller>(
        _ path: String, _ controller: C.Type, suffix: String = "", file: String = #filePath, line: Int = #line
    ) -> ResponderRoutes {
        let actions = C.actions
        let ending = suffix.prefix(1).uppercased() + suffix.dropFirst()
        let routes = Self.responders.compactMap { verb, method in
            actions["on\(verb)\(ending)"].map { match([method], path, $0, file: file, line: line) }
        }
        if routes.isEmpty {
            registry.problems.append(
                RouteError(
                    message:
                        "\(C.self) has no responder for \(path): no onGet\(ending), no onPost\(ending) or the like.",
                    location: SourceLocation(file: file, line: line),
                    suggestion: "A responder is a method named after its HTTP method: "
                        + "func onGet\(ending)() async throws -> ..."))
        }
        return ResponderRoutes(routes)
    }

    private static let responders: [(verb: String, method: HTTPRequest.Method)] = [
        ("Get", .get), ("Head", .head), ("Post", .post), ("Put", .put), ("Patch", .patch), ("Delete", .delete),
        ("Options", .options), ("Trace", .trace),
    ]
}
