import AshlarHTTP
import AshlarServer
import HTTPTypes
import Logging
import Synchronization
import Testing

/// What the log says of an answer that cannot be ended.
@Suite struct BrokenOffTests {
    private struct Failure: Error {}

    private final class Lines: Sendable {
        let all = Mutex<[Logger.Metadata]>([])
    }

    private struct Recorder: LogHandler {
        let lines: Lines
        var metadata = Logger.Metadata()
        var logLevel = Logger.Level.trace

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) { lines.all.withLock { $0.append(event.metadata ?? [:]) } }
    }

    @Test func `it names the request and its id, and not clients that left`() throws {
        let lines = Lines()
        let logger = Logger(label: "test") { _ in Recorder(lines: lines) }
        var response = Response(text: "")
        response.headers[try #require(HTTPField.Name("X-Request-ID"))] = "7f3a"
        let request = Request(method: .post, target: "/reports?year=1")
        response.brokeOff(CancellationError(), answering: request, logger: logger)
        response.brokeOff(Failure(), answering: request, logger: logger)
        #expect(
            lines.all.withLock { $0 } == [
                ["error": "Failure()", "method": "POST", "path": "/reports", "request-id": "7f3a"]
            ])
    }
}
