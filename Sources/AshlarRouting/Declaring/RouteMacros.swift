public import AshlarHTTP

// Spelled as HTTP spells them: `Post` is what every other app calls a model.

/// Makes a method of a `@Controller` the answer to GET, and HEAD with it, at a path: where the routes of the app are declared,
/// its controller is named alone.
///
/// ```swift
/// @Controller
/// struct PostController {
///     @GET("/{post}", name: "show")
///     func show(post: Post) -> PostShow { PostShow(post: post) }
///
///     @PUT("/{post}", name: "update", middleware: Audit())
///     @PATCH("/{post}")
///     func update(post: Post, form: Form) async throws -> Redirect { ... }
/// }
///
/// routes.controller(PostController.self, "/posts", name: "posts.")
/// ```
///
/// - Parameters:
///   - path: below the path that the controller is declared at, with placeholders and converters as everywhere.
///   - name: the route's name, behind the controller's.
///   - middleware: what lies around the action, inside of what lies around the controller.
@attached(peer)
public macro GET(_ path: String, name: String? = nil, middleware: any Middleware...) =
    #externalMacro(module: "AshlarMacros", type: "RouteMacro")

/// Makes a method of a `@Controller` the answer to POST at a path, as ``GET(_:name:middleware:)`` does for GET.
///
/// - Parameters:
///   - path: below the path that the controller is declared at.
///   - name: the route's name, behind the controller's.
///   - middleware: what lies around the action.
@attached(peer)
public macro POST(_ path: String, name: String? = nil, middleware: any Middleware...) =
    #externalMacro(module: "AshlarMacros", type: "RouteMacro")

/// Makes a method of a `@Controller` the answer to PUT at a path, as ``GET(_:name:middleware:)`` does for GET.
///
/// - Parameters:
///   - path: below the path that the controller is declared at.
///   - name: the route's name, behind the controller's.
///   - middleware: what lies around the action.
@attached(peer)
public macro PUT(_ path: String, name: String? = nil, middleware: any Middleware...) =
    #externalMacro(module: "AshlarMacros", type: "RouteMacro")

/// Makes a method of a `@Controller` the answer to PATCH at a path, as ``GET(_:name:middleware:)`` does for GET.
///
/// - Parameters:
///   - path: below the path that the controller is declared at.
///   - name: the route's name, behind the controller's.
///   - middleware: what lies around the action.
@attached(peer)
public macro PATCH(_ path: String, name: String? = nil, middleware: any Middleware...) =
    #externalMacro(module: "AshlarMacros", type: "RouteMacro")

/// Makes a method of a `@Controller` the answer to DELETE at a path, as ``GET(_:name:middleware:)`` does for GET.
///
/// - Parameters:
///   - path: below the path that the controller is declared at.
///   - name: the route's name, behind the controller's.
///   - middleware: what lies around the action.
@attached(peer)
public macro DELETE(_ path: String, name: String? = nil, middleware: any Middleware...) =
    #externalMacro(module: "AshlarMacros", type: "RouteMacro")
