import AshlarHTTP
import HTTPTypes
import HummingbirdCore
import NIOCore
import NIOHTTP1
import Synchronization

/// A body on its way in. What turns out to be malformed is a bad request to whoever reads it, and is remembered: after it
/// nothing on the connection can be trusted.
struct WatchedBody: AsyncSequence, Sendable {
    typealias Element = ByteBuffer

    /// What was found while reading.
    final class Watch: Sendable {
        private let found = Mutex<HTTPParserError?>(nil)
        var failure: HTTPParserError? { found.withLock { $0 } }
        func note(_ error: HTTPParserError) { found.withLock { $0 = error } }
    }

    let body: HummingbirdCore.RequestBody
    let watch: Watch

    func makeAsyncIterator() -> Iterator { Iterator(iterator: body.makeAsyncIterator(), watch: watch) }

    struct Iterator: AsyncIteratorProtocol {
        var iterator: HummingbirdCore.RequestBody.AsyncIterator
        let watch: Watch

        mutating func next() async throws -> ByteBuffer? {
            do {
                return try await iterator.next()
            } catch let error as HTTPParserError {
                watch.note(error)
                throw HTTPError(.badRequest, "The body is malformed.")
            }
        }
    }
}
