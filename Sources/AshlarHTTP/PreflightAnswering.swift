/// A layer that answers a browser's preflight, the OPTIONS request by which it asks whether a page of another origin may send
/// another one (Fetch Standard, CORS protocol).
///
/// No route answers such a request, so that a layer around a group or a route would never see it. The router passes it
/// through those layers of the route that the preflight asks for which conform to this protocol; a layer that has no answer
/// of its own passes it on.
///
/// ```swift
/// struct Partners: Middleware, PreflightAnswering {
///     func respond(to request: Request, next: any Responder) async throws -> Response { ... }
/// }
/// ```
public protocol PreflightAnswering: Middleware {}
