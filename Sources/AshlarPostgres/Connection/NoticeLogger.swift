import Logging
import Synchronization

/// Where the server's notices go.
final class NoticeLogger: Sendable {
    private let logger: Logger
    private let farewell = Mutex<(state: SQLState, message: String)?>(nil)

    /// Why the server ended the connection, where it said so while nobody waited for an answer.
    var lastWords: (state: SQLState, message: String)? { farewell.withLock { $0 } }

    init(logger: Logger) { self.logger = logger }

    func log(_ result: OpaquePointer) {
        guard let message = DiagnosticField.message.value(in: result) else { return }
        let severity = DiagnosticField.localizedSeverity.value(in: result) ?? "NOTICE"
        if ["FATAL", "PANIC"].contains(DiagnosticField.severity.value(in: result)),
            let state = DiagnosticField.sqlState.value(in: result)
        {
            farewell.withLock { $0 = (SQLState(rawValue: state), message) }
        }
        logger.debug("PostgreSQL \(severity): \(message)")
    }
}
