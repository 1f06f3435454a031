public import AshlarHTTP
import AshlarSupport
public import HTTPTypes

/// The routes of one controller, whose actions need not repeat its name.
///
/// ```swift
/// routes.controller(LoanController.self, "/loans", name: "loans.") {
///     $0.get("/", \.index).name("index")
///     $0.post("/{loan}/return", \.giveBack).name("return")
/// }
/// ```
public struct ControllerRoutes<C: Controller> {
    /// The group that the routes stand in, for what has nothing to do with the controller.
    public let routes: Routes

    /// Answers GET, and HEAD with it.
    @discardableResult
    public func get(
        _ path: String, _ action: KeyPath<C.Type, Action>, file: String = #filePath, line: Int = #line
    ) -> Route { match([.get], path, action, file: file, line: line) }

    /// Answers POST.
    @discardableResult
    public func post(
        _ path: String, _ action: KeyPath<C.Type, Action>, file: String = #filePath, line: Int = #line
    ) -> Route { match([.post], path, action, file: file, line: line) }

    /// Answers PUT.
    @discardableResult
    public func put(
        _ path: String, _ action: KeyPath<C.Type, Action>, file: String = #filePath, line: Int = #line
    ) -> Route { match([.put], path, action, file: file, line: line) }

    /// Answers PATCH.
    @discardableResult
    public func patch(
        _ path: String, _ action: KeyPath<C.Type, Action>, file: String = #filePath, line: Int = #line
    ) -> Route { match([.patch], path, action, file: file, line: line) }

    /// Answers DELETE.
    @discardableResult
    public func delete(
        _ path: String, _ action: KeyPath<C.Type, Action>, file: String = #filePath, line: Int = #line
    ) -> Route { match([.delete], path, action, file: file, line: line) }

    /// Answers several methods.
    @discardableResult
    public func match(
        _ methods: [HTTPRequest.Method], _ path: String, _ action: KeyPath<C.Type, Action>, file: String = #filePath,
        line: Int = #line
    ) -> Route { routes.match(methods, path, C.self[keyPath: action], file: file, line: line) }
}

extension Routes {
    /// Routes to one controller.
    ///
    /// - Parameters:
    ///   - controller: the controller.
    ///   - path: put before each path.
    ///   - name: put before each name, with its dot.
    ///   - middleware: put around each action.
    ///   - declare: declares the routes; actions are written `\.index`.
    @discardableResult
    public func controller<C: Controller>(
        _ controller: C.Type, _ path: String = "", name: String = "", middleware: any Middleware...,
        declare: (ControllerRoutes<C>) -> Void
    ) -> Routes {
        let group = Routes(in: self, prefix: path, name: name, host: nil)
        group.middleware(middleware)
        declare(ControllerRoutes(routes: group))
        return group
    }

    /// The routes that stand on a controller's methods: `@GET("/{post}", name: "show")`.
    ///
    /// ```swift
    /// routes.controller(PostController.self, "/posts", name: "posts.")
    /// ```
    ///
    /// - Parameters:
    ///   - controller: the controller. One without a route on any of its methods is an error at boot.
    ///   - path: put before each path.
    ///   - name: put before each name, with its dot.
    ///   - middleware: put around each action.
    @discardableResult
    public func controller<C: Controller>(
        _ controller: C.Type, _ path: String = "", name: String = "", middleware: any Middleware...,
        file: String = #filePath, line: Int = #line
    ) -> Routes {
        let group = Routes(in: self, prefix: path, name: name, host: nil)
        group.middleware(middleware)
        let count = registry.routes.count
        C.declareRoutes(ControllerRoutes(routes: group))
        if registry.routes.count == count {
            registry.problems.append(
                RouteError(
                    message: "\(C.self) has no routes of its own: none of its methods is marked.",
                    location: SourceLocation(file: file, line: line),
                    suggestion: "Mark a method with @GET(\"/\") or the like, or declare the routes here: "
                        + "controller(\(C.self).self) { $0.get(\"/\", \\.index) }"))
        }
        return group
    }
}
