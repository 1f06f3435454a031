import AshlarConfig
import AshlarPostgres
import Logging
import Synchronization

/// What there is already while an app declares its routes and its middleware: layers that are named there, such as `.web`,
/// are made from it.
final class BootContext: Sendable {
    @TaskLocal static var current: BootContext?

    let config: Config
    let logger: Logger
    let database: Database?
    private let preparations = Mutex<[@Sendable () async throws -> Void]>([])

    init(config: Config, logger: Logger, database: Database?) {
        self.config = config
        self.logger = logger
        self.database = database
    }

    /// Has something done before the first request, when the app is booted.
    func prepare(_ work: @escaping @Sendable () async throws -> Void) {
        preparations.withLock { $0.append(work) }
    }

    /// Does all of it.
    func runPreparations() async throws {
        for work in preparations.withLock({ $0 }) { try await work() }
    }
}
