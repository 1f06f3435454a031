import Logging

/// Where the server's notices go.
final class NoticeLogger: Sendable {
    private let logger: Logger

    init(logger: Logger) { self.logger = logger }

    func log(_ result: OpaquePointer) {
        guard let message = DiagnosticField.message.value(in: result) else { return }
        let severity = DiagnosticField.localizedSeverity.value(in: result) ?? "NOTICE"
        logger.debug("PostgreSQL \(severity): \(message)")
    }
}
