public import AshlarConfig
public import AshlarContainer
public import AshlarHTTP
public import AshlarPostgres
public import AshlarRouting
import AshlarSession
public import Logging
import Synchronization

/// A booted app: everything is resolved, checked and started, and it answers requests. It is a ``Responder``, so any
/// server can host it.
///
/// ```swift
/// let kernel = try await Kernel.boot(Blog(), config: Config.load(root: "."))
/// let response = try await kernel.respond(to: Request(target: "/"))
/// await kernel.shutdown()
/// ```
public final class Kernel: Responder {
    /// The settings.
    public let config: Config
    /// Where it logs.
    public let logger: Logger
    /// The routes.
    public let routes: RouteTable
    /// The database; nil for an app that has none.
    public let database: Database?
    /// Brings events to those who listen.
    public let events: Events
    /// What there is to know of the server.
    public let server: ServerFacts
    let commands: [any ConsoleCommand.Type]
    private let layers: [any Middleware]
    private let container: VerifiedContainer
    private let providers: [any ServiceProvider]
    /// The apps that live and end with this one.
    let mounts: [MountedApplication]
    private let responder: RequestLife
    private let hasBooted = Atomic(false)
    private let hasShutDown = Atomic(false)

    init(_ plan: BootPlan, container: VerifiedContainer, responder: RequestLife) throws {
        events = plan.container.events
        server = try container.resolver().resolve(ServerFacts.self)
        config = plan.config
        logger = plan.logger
        routes = plan.routes
        database = plan.database
        commands = plan.modules.commands
        layers = plan.layers
        mounts = plan.essentials.mounts
        providers = plan.providers.active(in: plan.container)
        self.container = container
        self.responder = responder
        responder.app.owner = self
    }

    /// Boots an app.
    ///
    /// - Parameters:
    ///   - app: the app.
    ///   - config: its settings.
    ///   - customize: called after all providers have registered: binding a type here replaces the app's binding, as tests
    ///     do.
    /// - Throws: ``BootError`` with everything that is wrong with the app, or what a provider throws when it is started.
    public static func boot(
        _ app: any Application, config: Config, customize: (Container) throws -> Void = { _ in }
    ) async throws -> Kernel {
        let plan = try await BootPlan(app, config: config, customize: customize)
        if config.environment == .development {
            for finding in plan.findings { plan.logger.warning("\(ErrorAdvice.line(for: finding))") }
        }
        let kernel: Kernel
        do {
            let container = try await plan.boot()
            do {
                kernel = try Kernel(plan, container: container, responder: try plan.responder(container))
            } catch {
                await container.shutdown()
                throw error
            }
        } catch {
            await plan.database?.shutdown()
            throw error
        }
        do {
            try await plan.essentials.runPreparations()
            for mount in kernel.mounts { try await mount.boot(in: kernel) }
        } catch {
            await kernel.shutdown([])
            throw error
        }
        try await kernel.start()
        return kernel
    }

    /// The first layer of a type, around the whole app or around a route.
    package func layer<M: Middleware>(_ type: M.Type) -> M? {
        (layers + routes.layers).flattened.lazy.compactMap { $0 as? M }.first
    }

    /// What the container holds, outside of any request.
    public var resolver: Resolver { container.resolver() }

    /// Runs code in a scope of its own, as each request has one.
    func withScope(_ body: (Resolver) async throws -> Void) async throws {
        try await container.withScope { try await body($0) }
    }

    /// Runs code as if it were answering a request: the request is the current one, its scope is open, the database is the
    /// app's. What the code sets up is ended afterwards, also when it throws.
    package func inRequest<R: Sendable>(
        _ request: Request, _ body: @Sendable (Resolver) async throws -> R
    ) async throws -> R {
        var request = request.began(responder.app)
        if request[Session.self] == nil { request[Session.self] = .detached() }
        let answered = request
        let result: Result<R, any Error>
        do {
            result = .success(
                try await withDatabase {
                    try await container.withScope(Scope(seed: answered)) { resolver in
                        try await Request.$inTask.withValue(answered) { try await body(resolver) }
                    }
                })
        } catch {
            result = .failure(error)
        }
        await answered.end()
        return try result.get()
    }

    /// Answers a request. Every error becomes a response: nothing is thrown.
    public nonisolated(nonsending) func respond(to request: Request) async throws -> Response {
        try await responder.respond(to: request)
    }

    /// Ends what booting has started: the providers in reverse order, then the singletons, then the database. A second
    /// call does nothing.
    public func shutdown() async {
        await shutdown(providers)
    }

    /// - Throws: what keeps a provider from starting; those that were started are ended again.
    private func start() async throws {
        for (index, provider) in providers.enumerated() {
            do {
                try await withDatabase { try await provider.boot(resolver) }
            } catch {
                await shutdown(Array(providers[..<index]))
                throw ProviderFailure(provider: String(describing: type(of: provider)), reason: error)
            }
        }
        do {
            try await withDatabase { try await events.dispatch(ApplicationBooted(kernel: self)) }
        } catch {
            await shutdown(providers)
            throw ListenerFailure(event: "ApplicationBooted", reason: error)
        }
        hasBooted.store(true, ordering: .releasing)
    }

    private func shutdown(_ started: [any ServiceProvider]) async {
        guard !hasShutDown.exchange(true, ordering: .acquiringAndReleasing) else { return }
        if hasBooted.load(ordering: .acquiring) {
            await withDatabase { await events.notify(ApplicationStopping(kernel: self)) }
        }
        for provider in started.reversed() { await provider.shutdown() }
        for mount in mounts.reversed() { await mount.shutdown() }
        for failure in await container.shutdown() { logger.error("\(failure)") }
        events.end()
        await database?.shutdown()
    }

    /// Runs code with the app's database as the current one.
    public func withDatabase<R: Sendable>(_ body: @Sendable () async throws -> R) async rethrows -> R {
        guard let database else { return try await body() }
        return try await Database.$current.withValue(database) { try await body() }
    }
}
