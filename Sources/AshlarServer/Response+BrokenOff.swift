package import AshlarHTTP
import HTTPTypes
package import Logging

extension Response {
    /// Notes that its body failed when a part of it had left: no answer can say so to the client any more.
    ///
    /// - Parameters:
    ///   - error: what ended it; that a client has gone is not worth a line.
    ///   - request: what was asked.
    ///   - logger: where to.
    package func brokeOff(_ error: any Error, answering request: Request, logger: Logger) {
        guard !(error is CancellationError) else { return }
        var metadata: Logger.Metadata = [
            "error": "\(error)", "method": "\(request.method.rawValue)", "path": "\(request.path)",
        ]
        if let id = Self.idField.flatMap({ headers[$0] }) { metadata["request-id"] = "\(id)" }
        logger.error("A streamed body broke off.", metadata: metadata)
    }

    private static let idField = HTTPField.Name("X-Request-ID")
}
