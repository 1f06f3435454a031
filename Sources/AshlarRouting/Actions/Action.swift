public import AshlarContainer
public import AshlarHTTP
public import AshlarSupport

/// What a route leads to: a controller's method, or a closure, with all that is known of it before it is called.
public struct Action: Sendable {
    /// `PostController.show`
    public let name: String
    /// Where it is written.
    public let location: SourceLocation
    /// Its parameters, in order.
    public let arguments: [ArgumentDescriptor]
    /// The views that it names as literals.
    public let views: [String]
    /// The blocks of views that it names as literals.
    public let fragments: [ViewFragment]
    /// The typed view that it returns; nil for one that returns something else.
    public let typedView: (any TypedView.Type)?
    /// The routes that it names as literals.
    public let routes: [String]
    /// Its comment, as it is written; nil for one without.
    public let documentation: String?
    /// What clients get, as far as the type that it returns says it; nil where it says nothing.
    public let answer: AnswerDescription?
    /// What its controller needs from the container.
    let controllerDependencies: [Dependency]
    let run: nonisolated(nonsending) @Sendable (ActionContext) async throws -> Response

    /// A controller's method, as the `@Controller` macro writes it.
    public init<C: Controller>(
        of controller: C.Type, name: String, location: SourceLocation, arguments: [ArgumentDescriptor], views: [String],
        routes: [String], fragments: [ViewFragment] = [], returns type: Any.Type? = nil, documentation: String? = nil,
        call: @escaping @Sendable (C, ActionContext) async throws -> Response
    ) {
        self.name = "\(C.self).\(name)"
        self.location = location
        self.arguments = arguments
        self.views = views
        self.routes = routes
        self.fragments = fragments
        self.documentation = documentation
        typedView = type as? any TypedView.Type
        answer = type.flatMap(AnswerDescription.init(returning:))
        controllerDependencies = [Dependency(C.self, "controller")]
        run = { context in try await call(context.resolver.resolve(C.self), context) }
    }

    /// A closure that takes the request's context: for route directives of an app or a package.
    ///
    /// ```swift
    /// extension Routes {
    ///     @discardableResult
    ///     public func feed(_ path: String, file: String = #filePath, line: Int = #line) -> Route {
    ///         let location = SourceLocation(file: file, line: line)
    ///         let action = Action(name: "feed \(path)", location: location) { _ in Response.xml("<feed/>") }
    ///         return get(path, action, file: file, line: line)
    ///     }
    /// }
    /// ```
    ///
    /// - Parameters:
    ///   - name: what listings call it.
    ///   - location: where it is written: the place of the directive's caller.
    ///   - views: the views that it shows; booting checks that they exist.
    ///   - routes: the routes that it leads to; booting checks that they exist.
    ///   - type: the type of what it answers, for documents; nil where there is none.
    ///   - call: answers a request.
    public init(
        name: String, location: SourceLocation, views: [String] = [], routes: [String] = [],
        returns type: Any.Type? = nil,
        call: @escaping @Sendable (ActionContext) async throws -> Response
    ) {
        self.name = name
        self.location = location
        self.views = views
        self.routes = routes
        fragments = []
        documentation = nil
        answer = type.flatMap(AnswerDescription.init(returning:))
        typedView = nil
        arguments = []
        controllerDependencies = []
        run = call
    }

    /// All that it resolves while serving.
    public var dependencies: [Dependency] {
        controllerDependencies
            + arguments.compactMap { if case .container(let dependency) = $0.kind { dependency } else { nil } }
    }
}
