import AshlarHTTP
import NIOCore
import Synchronization
import Testing

@Suite struct ResponseStreamTests {
    private final class Count: Sendable {
        private let value = Mutex(0)
        func add() { value.withLock { $0 += 1 } }
        var current: Int { value.withLock { $0 } }
    }

    private struct Gone: Error {}

    @Test func `a stream that was sent is closed once`() async throws {
        let count = Count()
        let stream = ResponseStream(onClose: { count.add() }) { write in try await write(ByteBuffer(string: "a")) }
        let body = ResponseBody.stream(stream)
        #expect(String(buffer: try await body.collect()) == "a")
        await body.discard()
        #expect(count.current == 1)
    }

    @Test func `a client that goes away closes it once`() async throws {
        let count = Count()
        let stream = ResponseStream(onClose: { count.add() }) { write in
            while true { try await write(ByteBuffer(string: "a")) }
        }
        await #expect(throws: Gone.self) { try await stream.send { _ in throw Gone() } }
        await stream.close()
        #expect(count.current == 1)
    }

    @Test func `a body that nobody wants is closed, the last layer first`() async {
        let order = Mutex([String]())
        let stream = ResponseStream(onClose: { order.withLock { $0.append("first") } }) { _ in }
        #expect(stream.onClose { order.withLock { $0.append("second") } })
        await ResponseBody.stream(stream).discard()
        #expect(order.withLock { $0 } == ["second", "first"])
        #expect(!stream.onClose {})
    }
}
