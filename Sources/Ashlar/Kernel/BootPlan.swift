import AshlarConfig
import AshlarContainer
import AshlarHTTP
import AshlarPostgres
import AshlarRouting
import AshlarServer
import Logging

/// An app on its way to being booted: everything is declared, nothing runs yet.
struct BootPlan {
    let config: Config
    let logger: Logger
    let container: Container
    let providers: [any ServiceProvider]
    let routes: RouteTable
    let database: Database?
    let views: ViewRenderer
    private let middleware: [any Middleware]
    private let problems: [any Error]

    init(_ app: any Application, config: Config, customize: (Container) throws -> Void) throws {
        self.config = config
        var logger = Logger(label: "app")
        logger.logLevel = try config.logLevel
        self.logger = logger
        container = Container()
        database = try config.databaseConfiguration.map { Database(configuration: $0, logger: logger) }
        container.instance(config)
        container.instance(logger)
        container.instance(FoundationJSON(), as: (any JSONCoding).self)
        if let database { container.instance(database) }

        providers = app.providers.map { $0.init() }
        for provider in providers { try provider.register(container) }

        var problems: [any Error] = []
        let declared = Routes()
        app.routes(declared)
        do {
            routes = try RouteTable(declared)
        } catch let error as RouteErrors {
            problems += error.problems
            routes = try RouteTable(Routes())
        }
        views = ViewRenderer(config: config, urls: routes.urls)
        problems += views.problems(for: routes)
        container.instance(routes)
        container.instance(routes.urls)
        container.instance(views)
        try customize(container)
        middleware = app.middleware
        self.problems = problems
    }

    /// The container with everything proven.
    ///
    /// - Throws: ``BootError``.
    func verified() throws -> VerifiedContainer {
        var problems = problems
        do {
            // Factories are tried with a request that stands for any.
            let container = try container.verified(
                roots: routes.requirements, scope: Scope(seed: Request(target: "/")))
            if problems.isEmpty { return container }
        } catch let error as VerificationError {
            problems += error.problems
        }
        throw BootError(problems: problems)
    }

    /// Everything around the router, outermost first.
    func responder(_ container: VerifiedContainer) throws -> any Responder {
        var layers: [any Middleware] = [
            ErrorPages(
                views: views, showsDetails: try config.showsErrors, logger: logger, routes: routes,
                root: config.root),
            StaticFiles(root: config.root + "/public"),
        ]
        if let database { layers.append(CurrentDatabase(database)) }
        layers.append(MethodOverride())
        let json = try container.resolver().resolve((any JSONCoding).self)
        return (layers + middleware).wrapping(Router(routes, container: container, json: json))
    }
}
