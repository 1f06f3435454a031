import AshlarConfig
import AshlarHTTP
import AshlarRouting
import AshlarSupport
import ServiceLifecycle
import Synchronization

/// A whole app at a path of another one: it is booted with that, and ends with it.
final class MountedApplication: Responder {
    private let app: any Application
    private let root: String
    private let path: String
    private let kernel = AtomicLazyReference<Kernel>()

    init(_ app: any Application, root: String, path: String) {
        self.app = app
        self.root = root
        self.path = path
    }

    var name: String { "\(type(of: app))" }

    /// What runs beside the server for it.
    var services: [any Service] { kernel.load().map { ModuleGraph(app).services($0) } ?? [] }

    /// Boots it in its own folder; the environment and its variables are those of the app around.
    ///
    /// - Throws: ``MountedAppFailure``
    func boot(in outer: Kernel) async throws {
        do {
            let server = outer.server
            _ = kernel.storeIfNil(try await Kernel.boot(app, config: config(outer.config)) { $0.instance(server) })
        } catch {
            throw MountedAppFailure(app: name, path: path, reason: error)
        }
    }

    /// Proves what booting proves.
    ///
    /// - Throws: ``MountedAppFailure``
    func check(_ outer: Config) async throws {
        do {
            try await BootPlan.forCommand(app, config: config(outer)) { try await CheckCommand.prove($0) }
        } catch {
            throw MountedAppFailure(app: name, path: path, reason: error)
        }
    }

    func shutdown() async { await kernel.load()?.shutdown() }

    nonisolated(nonsending) func respond(to request: Request) async throws -> Response {
        // Only a provider that asks its own app while that boots gets here.
        guard let kernel = self.kernel.load() else {
            throw HTTPError(.serviceUnavailable, "\(name) has not been booted yet.")
        }
        return try await kernel.respond(to: request)
    }

    private func config(_ outer: Config) async throws -> Config {
        try await outer.ofApp(in: root.hasPrefix("/") ? root : "\(outer.root)/\(root)")
    }
}

/// An app that is mounted in another keeps that from being served.
struct MountedAppFailure: Error, CustomStringConvertible {
    let app: String
    let path: String
    let reason: any Error

    var description: String { "\(app), mounted at \(path), does not start.\n\n\(reason)" }
}

extension Routes {
    /// Hands everything at and below a path to another app, with settings, views, sessions, errors and middleware of its own. It
    /// is booted with this app, which does not start without it, proven by `craft check`, and ended after this app's providers.
    ///
    /// ```swift
    /// routes.mount("/shop", app: Shop(), root: "shop")
    /// ```
    ///
    /// Its settings are those of its own folder; what is set in the environment counts for both. Its commands and migrations
    /// are run in its own folder.
    ///
    /// - Parameters:
    ///   - path: the prefix.
    ///   - app: the other app.
    ///   - root: its folder, with `config`, `views` and `public`; below the folder of this app unless it begins with a slash.
    @discardableResult
    public func mount(
        _ path: String, app: any Application, root: String, file: String = #filePath, line: Int = #line
    ) -> Route {
        let mounted = MountedApplication(app, root: root, path: path)
        BootContext.current?.mount(mounted)
        return mount(path, mounted, named: mounted.name, file: file, line: line)
    }
}
