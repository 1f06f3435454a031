public import AshlarHTTP
public import AshlarRouting

/// A whole app in a few lines: no folders, no database, no settings needed.
///
/// ```swift
/// import Ashlar
///
/// try await App { routes in
///     routes.get("/") { _ in "Hello" }
/// }.run()
/// ```
///
/// It grows into an ``Application`` of its own when it needs providers, migrations and views.
public struct App: Application {
    /// What lies around every request, outermost first.
    public let middleware: [any Middleware]
    private let declare: @Sendable (Routes) -> Void

    /// An app that answers nothing.
    public init() { self.init { _ in } }

    /// An app of routes.
    ///
    /// - Parameters:
    ///   - middleware: what lies around every request, outermost first.
    ///   - routes: declares the routes.
    public init(middleware: any Middleware..., routes: @escaping @Sendable (Routes) -> Void) {
        self.middleware = middleware
        declare = routes
    }

    /// Declares the routes.
    public func routes(_ routes: Routes) { declare(routes) }
}
