import AshlarHTTP
import AshlarServer
import NIOCore
import Synchronization
import TestClients
import Testing

/// Clients that take their time, and more of them than there is room for.
@Suite struct SlowClientTests {
    private static let request = ByteBuffer(string: "GET / HTTP/1.1\r\nHost: x\r\n\r\n")

    @Test func `a client that takes nothing is dropped, and the stream is closed`() async throws {
        let (events, event) = AsyncStream<Void>.makeStream()
        let endless = ClosureResponder { _ in
            Response(
                body: .stream(length: nil, onClose: { event.yield() }) { write in
                    while true { try await write(ByteBuffer(repeating: 120, count: 65_536)) }
                })
        }
        try await withServer(endless, timeouts: .init(send: .seconds(1))) { port in
            try await RawClient.connect(port).talk { reader, writer in
                try await writer.write(Self.request)
                _ = try await reader.read(through: "\r\n\r\n")
                var iterator = events.makeAsyncIterator()
                await iterator.next()
            }
        }
    }

    // In a process of its own: the client's pace is its own then, whatever else is tested.
    @Test(arguments: [true, false])
    func `a client that is slow gets the whole answer, though it takes longer than the time limit`(
        isStream: Bool
    ) async {
        await #expect(processExitsWith: .success) { [isStream] in
            let count = 8 << 20
            let whole = ByteBuffer(repeating: 120, count: count)
            let app = ClosureResponder { _ in
                guard isStream else { return Response(body: .bytes(whole)) }
                return Response(
                    body: .stream(length: count) { write in
                        for _ in 0..<(count / 65_536) { try await write(ByteBuffer(repeating: 120, count: 65_536)) }
                    })
            }
            try await withServer(app, timeouts: .init(send: .seconds(8))) { port in
                try await RawClient.connect(port, receiveBuffer: 1 << 18).talk { reader, writer in
                    try await writer.write(Self.request)
                    let head = try await reader.read(through: "\r\n\r\n")
                    #expect(head.contains("Content-Length: \(count)\r\n"))
                    var taken = 0
                    let start = ContinuousClock.now
                    while taken < count {
                        let piece = try await reader.drop(min(1 << 17, count - taken))
                        guard piece > 0 else { break }
                        taken += piece
                        // The pace of a slow line for longer than the limit: a third of what the system would keep for the
                        // connection takes it longer than that, too.
                        if ContinuousClock.now - start < .seconds(12) { try await Task.sleep(for: .milliseconds(900)) }
                    }
                    #expect(ContinuousClock.now - start > .seconds(8))
                    #expect(taken == count)
                }
            }
        }
    }

    @Test func `a connection beyond the most waits until another has closed`() async throws {
        let served = Mutex<[String]>([])
        let app = ClosureResponder { request in
            served.withLock { $0.append(request.path) }
            return Response(text: "x")
        }
        try await withServer(app, maximumConnections: 1) { port, _ in
            let second = try await RawClient.connect(port).talk { firstReader, firstWriter in
                func ask() async throws {
                    try await firstWriter.write(ByteBuffer(string: "GET /first HTTP/1.1\r\nHost: x\r\n\r\n"))
                    #expect(try await firstReader.read(through: "\r\n\r\nx").hasPrefix("HTTP/1.1 200 OK\r\n"))
                }
                try await ask()
                let second = try await RawClient.connect(port)
                let answer = Task {
                    try await second.talk { reader, writer in
                        try await writer.write(ByteBuffer(string: "GET /second HTTP/1.1\r\nHost: x\r\n\r\n"))
                        return try await reader.read(through: "\r\n\r\nx")
                    }
                }
                for _ in 0..<50 { try await ask() }
                #expect(!served.withLock { $0.contains("/second") })
                return answer
            }
            #expect(try await second.value.hasPrefix("HTTP/1.1 200 OK\r\n"))
        }
    }
}
