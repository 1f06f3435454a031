import AshlarConfig
import AshlarHTTP
import AshlarPostgres
import AshlarSecurity
import Logging
import Synchronization

/// What there is already while an app declares its routes and its middleware: layers that are named there, such as `.web`,
/// are made from it.
final class BootContext: Sendable {
    @TaskLocal static var current: BootContext?

    let config: Config
    let logger: Logger
    let database: Database?
    private let throwaway: KeyRing?
    private let noted = Mutex<[(text: String, error: any Error)]>([])
    private let layers = Mutex<[String: [any Middleware]]>([:])
    private let preparations = Mutex<[@Sendable () async throws -> Void]>([])

    private let mounted = Mutex<[MountedApplication]>([])

    init(config: Config, logger: Logger, database: Database?) {
        self.config = config
        self.logger = logger
        self.database = database
        // A clone without its `.env`, or a test run, has no key yet: what is signed with one of its own lasts as long as
        // the process.
        let needsKey = config.environment != .production && config.string("app.key") == nil
        throwaway = needsKey ? KeyRing(current: .random()) : nil
    }

    /// The keys that sign and encrypt.
    ///
    /// - Throws: ``AppKeyError`` for a key that is missing in production, short, or can be guessed.
    var keys: KeyRing {
        get throws {
            guard let throwaway else { return try config.keys }
            return throwaway
        }
    }

    /// What is wrong with how the app is configured, each thing once.
    var problems: [any Error] { noted.withLock { $0.map(\.error) } }

    /// Notes what is wrong.
    func note(_ error: any Error) {
        let text = String(describing: error)
        noted.withLock { noted in
            if !noted.contains(where: { $0.text == text }) { noted.append((text, error)) }
        }
    }

    /// The layers of a group, made once however many groups of routes have it: they share what they keep, such as the sessions
    /// in memory.
    func layers(of group: String, make: (BootContext) throws -> [any Middleware]) throws -> [any Middleware] {
        if let made = layers.withLock({ $0[group] }) { return made }
        let made = try make(self)
        layers.withLock { $0[group] = made }
        return made
    }

    /// Has something done before the first request, when the app is booted.
    func prepare(_ work: @escaping @Sendable () async throws -> Void) {
        preparations.withLock { $0.append(work) }
    }

    /// Notes an app that is to be booted with this one.
    func mount(_ app: MountedApplication) { mounted.withLock { $0.append(app) } }

    /// The apps that are booted with this one.
    var mounts: [MountedApplication] { mounted.withLock { $0 } }

    /// Does all of it.
    func runPreparations() async throws {
        for work in preparations.withLock({ $0 }) { try await work() }
    }
}
