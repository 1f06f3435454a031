import AshlarConfig
import AshlarContainer
import AshlarFiles
import AshlarHTTP
import AshlarMiddleware
import AshlarPostgres
import AshlarRouting
import Foundation
import Logging

/// The layers that the kernel puts around every request, before those of the app.
struct KernelLayers {
    /// Outermost first.
    let all: [any Middleware]
    /// What stands behind all layers of the app, right around the router.
    let innermost: any Middleware

    /// - Throws: ``ConfigError`` for a setting that cannot be read.
    init(
        config: Config, logger: Logger, database: Database?, views: ViewRenderer, routes: RouteTable,
        manifest: AssetManifest?, moduleFiles: ModuleFiles, events: Events
    ) throws {
        var layers: [any Middleware] = []
        if let recorder = FlightRecorder.current { layers.append(recorder) }
        if config.environment == .development,
            let reload = LiveReload(environment: ProcessInfo.processInfo.environment)
        {
            layers.append(reload)
        }
        let proxies = config.list("server.trustedProxies")
        if !proxies.isEmpty { layers.append(TrustedProxies(proxies)) }
        layers.append(RequestID())
        if try config.flag("log.requests") ?? (config.environment != .testing) {
            layers.append(
                AccessLog(
                    logger, style: config.environment == .development ? .readable : .structured,
                    excluding: [config.healthPath].compactMap(\.self)))
        }
        // Outside of the error pages: they need these fields as well.
        layers.append(try config.securityHeaders)
        let editor = try EditorLink(config)
        let pages = ErrorPages(
            ErrorAnswer(
                views: views, showsDetails: try config.isDebug, logger: logger, routes: routes, root: config.root,
                editor: editor, events: events, shape: try config.errorShape,
                isJSON: try config.answersErrorsWithJSON),
            events: events)
        innermost = pages.inner
        layers.append(pages)
        if let bar = try DebugBar(config: config, routes: routes, editor: editor, events: events) { layers.append(bar) }
        // What the layers further inside throw is for the app's own handlers first.
        if let handlers = routes.errorLayer { layers.append(handlers) }
        if let path = config.healthPath { layers.append(HealthCheck(path: path, database: database)) }
        let hosts = config.list("app.hosts")
        if !hosts.isEmpty { layers.append(HostAllowList(hosts)) }
        if Self.hasPublicFolder(config) {
            var options = StaticFiles.Options()
            if config.environment == .development { options.revalidation = .zero }
            layers.append(StaticFiles(root: config.root + "/public", manifest: manifest, options: options))
        }
        // Behind the app's: a file of its own at the same address goes first.
        layers += moduleFiles.layers
        let maintenance = MaintenancePage(views: views, logger: logger)
        layers.append(
            MaintenanceMode(file: config.root + "/storage/framework/down") { request, notice in
                await maintenance.response(to: request, notice)
            })
        if let database { layers.append(CurrentDatabase(database)) }
        layers.append(MethodOverride())
        all = layers
    }

    /// The hashes of the public files, read once at boot; none in development, where files change.
    static func manifest(_ config: Config) async throws -> AssetManifest? {
        guard config.environment == .production, hasPublicFolder(config) else { return nil }
        return try await AssetManifest.scan(root: config.root + "/public")
    }

    private static func hasPublicFolder(_ config: Config) -> Bool {
        FileManager.default.fileExists(atPath: config.root + "/public")
    }
}
