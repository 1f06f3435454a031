import AshlarConfig
import AshlarContainer
import AshlarFiles
import AshlarHTTP
import AshlarORM
import AshlarPostgres
import AshlarRouting
import AshlarSecurity
import AshlarSession
import AshlarTerminal
import Logging

/// An app on its way to being booted: everything is declared, nothing runs yet.
struct BootPlan {
    let config: Config
    let logger: Logger
    let container: Container
    let providers: ProviderPlan
    let routes: RouteTable
    let database: Database?
    let views: ViewRenderer
    let essentials: BootContext
    let modules: ModuleGraph
    private let inputLimits: InputLimits
    /// What is wrong with how the app is set up, or in its views, and keeps it from nothing.
    let findings: [any Error]
    let layers: [any Middleware]
    private let innermost: any Middleware
    private let problems: [any Error]

    init(_ app: any Application, config: Config, customize: (Container) throws -> Void) async throws {
        let modules = ModuleGraph(app)
        let config = config.withDefaults(modules.settings)
        self.config = config
        self.modules = modules
        let wrong = config.problems
        // One is thrown as it is, for whoever looks for it.
        if let only = wrong.first { throw wrong.count == 1 ? only : BootError(problems: wrong) }
        inputLimits = try config.inputLimits
        logger = try AppLogger.make(config)
        container = Container()
        let logger = logger
        database = try config.databaseConfiguration.map { Database(configuration: $0, logger: logger) }
        essentials = BootContext(config: config, logger: logger, database: database)
        container.instance(config)
        container.instance(logger)
        container.instance(FoundationJSON(try config.jsonPolicy), as: (any JSONCoding).self)
        container.instance(container.events)
        container.instance(ServerFacts.memory)
        container.instance(Terminal.standard)
        container.events.onFailure { logger.error("\($0)") }
        if let database { container.instance(database) }

        providers = try ProviderPlan(modules.providers, app: type(of: app))
        SessionProvider().register(container)
        try providers.register(in: container)

        let declared = Routes()
        let middleware = BootContext.$current.withValue(essentials) {
            app.routes(declared)
            modules.declare(in: declared)
            return app.middleware
        }
        let keys: KeyRing?
        do {
            keys = try essentials.keys
        } catch {
            keys = nil
            // Without one an app that signs nothing does well.
            if config.string("app.key") != nil { essentials.note(error) }
        }
        let hasher = try config.passwordHasher
        container.instance(hasher)
        if let database {
            database.models.hashing = hasher
            database.models.sealing = keys.map(Encrypter.init(keys:))
            database.models.lazyLoading = try config.lazyLoading(logger)
            if config.environment == .development {
                database.models.reportsLooseLock = { [logger] in logger.warning("\($0)") }
            }
        }
        let (table, routeProblems) = RouteTable.checked(declared)
        var problems: [any Error] = essentials.problems + modules.problems + routeProblems
        for type in app.settings {
            do { try type.bind(in: container, config) } catch { problems.append(error) }
        }
        if let keys {
            container.instance(keys)
            container.instance(Encrypter(keys: keys))
            container.instance(Signer(keys: keys))
        }
        routes = try table.with(baseURL: config.string("app.url"), signer: keys.map(Signer.init(keys:)))
        problems += routes.signingProblems
        let manifest = try await KernelLayers.manifest(config)
        let moduleFiles = try await ModuleFiles(modules, config: config)
        let assets = AssetURLs(manifest: moduleFiles.joined(to: manifest))
        container.instance(assets)
        var configuration = ViewConfiguration()
        for provider in providers.active(in: container) { (provider as? any ViewContributor)?.views(&configuration) }
        app.views(&configuration)
        var views = ViewRenderer(
            config: config, urls: routes.urls, assets: assets, modules: modules, views: configuration)
        views.events = ViewEvents(container.events)
        let mistakes = views.problems(for: routes)
        let doubts = views.findings(beside: mistakes)
        views.logger = logger
        views = views.watching(routes, problems: mistakes, findings: doubts)
        self.views = views
        problems += mistakes
        findings = try Self.findings(app, modules, config) + doubts
        container.instance(routes)
        container.instance(routes.urls)
        container.instance(views)
        try customize(container)

        let own = try KernelLayers(
            config: config, logger: logger, database: database, views: views, routes: routes,
            manifest: manifest, moduleFiles: moduleFiles, events: container.events)
        innermost = own.innermost
        let arranged = MiddlewareOrder.checked(own.all + middleware)
        layers = arranged.order
        self.problems = problems + arranged.problems
    }

    /// What lies around every request by name, outermost first.
    var globalMiddleware: [String] { layers.map(\.name) }

    /// The container with everything proven and every singleton made.
    ///
    /// - Throws: ``BootError`` with everything that is wrong with the app.
    func boot() async throws -> VerifiedContainer {
        var problems = problems
        do {
            // Factories are tried with a request that stands for any.
            var request = Request(target: "/")
            request[Session.self] = .detached()
            let container = try await container.booted(
                roots: routes.requirements + modules.requirements
                    + RouteTable.requirements(of: layers, around: "every request"),
                scope: Scope(seed: request))
            if problems.isEmpty { return container }
            await container.shutdown()
        } catch let error as VerificationError {
            problems += error.problems
        }
        throw BootError(problems: problems)
    }

    /// What nobody would be told in production, where it is too late.
    private static func findings(
        _ app: any Application, _ modules: ModuleGraph, _ config: Config
    ) throws -> [any Error] {
        let own = app.settings.flatMap { type in type.keys.map { "\(type.section).\($0)" } }
        return try config.unknownSettings(declared: FrameworkSettings.keys + own + modules.settings.keys)
    }

    /// Everything around the router.
    func responder(_ container: VerifiedContainer) throws -> RequestLife {
        let json = try container.resolver().resolve((any JSONCoding).self)
        let logger = logger
        let router = Router(
            routes, container: container, json: json, inputLimits: inputLimits, events: self.container.events,
            onNotice: { logger.notice("\($0)") }, onTeardownFailure: { logger.error("\($0)") })
        let answering = router.wrapped(in: layers + [innermost])
        guard router.problems.isEmpty else { throw BootError(problems: router.problems) }
        return RequestLife(answering, app: router.app, events: self.container.events, database: database)
    }

    /// Declares an app for a command that only looks at it, and lets go of what declaring took.
    static func forCommand(
        _ app: any Application, config: Config, _ body: (BootPlan) async throws -> Void
    ) async throws {
        let plan = try await BootPlan(app, config: config) { _ in }
        do {
            try await body(plan)
        } catch {
            await plan.database?.shutdown()
            throw error
        }
        await plan.database?.shutdown()
    }
}

extension Settings {
    /// Reads it, and binds what was read to its type.
    fileprivate static func bind(in container: Container, _ config: Config) throws {
        container.instance(try Self(config))
    }
}
