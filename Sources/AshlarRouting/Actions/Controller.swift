public import AshlarContainer

/// A type whose methods answer requests. Made by the container for each request; written by the `@Controller` macro.
public protocol Controller: Injectable {
    /// The actions by the names of their methods.
    static var actions: [String: Action] { get }
    /// Declares the routes that stand on its methods, ``GET(_:name:middleware:)`` and the like; `routes.controller` calls it.
    static func declareRoutes(_ routes: ControllerRoutes<Self>)
}

extension Controller {
    /// None.
    public static func declareRoutes(_ routes: ControllerRoutes<Self>) {}
}

/// Makes a struct's methods actions that routes can name.
///
/// Its stored properties are resolved by the container. A method's parameters are read from the request: a scalar from the
/// path where the route has a placeholder of that name, otherwise from the query; a model from the path by its key; a
/// `Form` from the body; everything else from the container.
///
/// ```swift
/// @Controller
/// struct PostController {
///     let feed: PostFeed
///
///     func index(page: Int = 1) async throws -> View {
///         View("posts.index", ["posts": try await feed.page(page)])
///     }
/// }
///
/// routes.get("/posts", PostController.index)
/// ```
@attached(member, names: arbitrary)
@attached(
    extension, conformances: Controller, names: named(dependencies), named(actions), named(init), named(declareRoutes))
public macro Controller() = #externalMacro(module: "AshlarMacros", type: "ControllerMacro")
