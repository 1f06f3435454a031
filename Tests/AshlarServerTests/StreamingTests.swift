import AshlarHTTP
import AshlarServer
import Foundation
import HTTPTypes
import NIOCore
import Synchronization
import TestClients
import Testing

/// Bodies that are made or read piece by piece.
@Suite struct StreamingTests {
    private final class Counter: Sendable {
        private let value = Mutex(0)
        var count: Int { value.withLock { $0 } }
        func add(_ number: Int = 1) { value.withLock { $0 += number } }
    }

    @Test func `the first piece is sent before the second is made`() async throws {
        let (gate, open) = AsyncStream<Void>.makeStream()
        let closed = Counter()
        let app = ClosureResponder { _ in
            Response(
                body: .stream(length: nil, onClose: { closed.add() }) { write in
                    try await write(ByteBuffer(string: "first"))
                    var iterator = gate.makeAsyncIterator()
                    _ = await iterator.next()
                    try await write(ByteBuffer(string: "second"))
                })
        }
        try await withServer(app) { port in
            try await RawClient.connect(port).talk { reader, writer in
                try await writer.write(ByteBuffer(string: "GET / HTTP/1.1\r\nHost: x\r\n\r\n"))
                #expect(try await reader.read(through: "first\r\n").contains("Transfer-Encoding: chunked\r\n"))
                #expect(closed.count == 0)
                open.yield()
                #expect(try await reader.read(through: "0\r\n\r\n") == "6\r\nsecond\r\n0\r\n\r\n")
            }
        }
        #expect(closed.count == 1)
    }

    @Test func `the head does not wait for the first piece`() async throws {
        let (gate, open) = AsyncStream<Void>.makeStream()
        let app = ClosureResponder { _ in
            Response(
                body: .stream(length: nil) { write in
                    var iterator = gate.makeAsyncIterator()
                    _ = await iterator.next()
                    try await write(ByteBuffer(string: "late"))
                })
        }
        try await withServer(app) { port in
            try await RawClient.connect(port).talk { reader, writer in
                try await writer.write(ByteBuffer(string: "GET / HTTP/1.1\r\nHost: x\r\n\r\n"))
                #expect(try await reader.read(through: "\r\n\r\n").hasPrefix("HTTP/1.1 200 OK\r\n"))
                open.yield()
                #expect(try await reader.read(through: "late").hasSuffix("late"))
            }
        }
    }

    @Test func `a stream is closed once when the client goes, and it stops`() async throws {
        let (events, event) = AsyncStream<String>.makeStream()
        let app = ClosureResponder { _ in
            Response(
                body: .stream(length: nil, onClose: { event.yield("closed") }) { write in
                    while true { try await write(ByteBuffer(repeating: 120, count: 65_536)) }
                })
        }
        try await withServer(app) { port in
            try await RawClient.connect(port).talk { reader, writer in
                try await writer.write(ByteBuffer(string: "GET / HTTP/1.1\r\nHost: x\r\n\r\n"))
                _ = try await reader.read(through: "\r\n\r\n")
            }
            var iterator = events.makeAsyncIterator()
            #expect(await iterator.next() == "closed")
        }
        event.finish()
        for await again in events { Issue.record("It was \(again) again.") }
    }

    @Test func `a stream waits for a client that is behind`() async throws {
        let made = Counter()
        let (blocked, isBlocked) = AsyncStream<Int>.makeStream()
        let app = ClosureResponder { _ in
            Response(
                body: .stream(length: 64 << 20) { write in
                    for _ in 0..<1024 {
                        try await write(ByteBuffer(repeating: 120, count: 65_536))
                        made.add()
                    }
                })
        }
        try await withServer(app) { port in
            try await RawClient.connect(port).talk { reader, writer in
                try await writer.write(ByteBuffer(string: "GET / HTTP/1.1\r\nHost: x\r\n\r\n"))
                _ = try await reader.read(through: "\r\n\r\n")
                // The client reads nothing more for as long as the server still gets on.
                var last = -1
                while made.count != last {
                    last = made.count
                    try await Task.sleep(for: .milliseconds(50))
                }
                isBlocked.yield(last)
                #expect(last < 1024)
                #expect(try await reader.drop(64 << 20) == 64 << 20)
            }
        }
        isBlocked.finish()
        for await count in blocked { #expect(count < 1024) }
    }

    @Test(arguments: ["HEAD / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", "GET / HTTP/1.0\r\n\r\n"])
    func `a stream that fails, or that nobody wants, is closed once`(request: String) async throws {
        let closed = Counter()
        let app = ClosureResponder { _ in
            Response(
                body: .stream(length: 10, onClose: { closed.add() }) { write in
                    try await write(ByteBuffer(string: "abc"))
                    throw HTTPError(.conflict)
                })
        }
        try await withServer(app) { port in
            let answer = try await exchange(port, request)
            #expect(answer.contains("Content-Length: 10\r\n"))
            #expect(answer.hasSuffix("\r\n\r\n") || answer.hasSuffix("\r\n\r\nabc"))
        }
        #expect(closed.count == 1)
    }

    @Test func `a stream that fails before it has begun is answered as an error`() async throws {
        let app = ClosureResponder { _ in
            Response(body: .stream(length: nil) { _ in throw HTTPError(.conflict, "Too late.") })
        }
        try await withServer(app) { port in
            let answer = try await exchange(port, "GET / HTTP/1.0\r\n\r\n")
            #expect(answer.hasPrefix("HTTP/1.1 409 Conflict\r\n"))
            #expect(answer.hasSuffix("Too late.\n"))
        }
    }

    // In a process of its own: the memory of this one is other tests', too.
    @Test func `an upload of 1 GiB is read without keeping it`() async {
        await #expect(processExitsWith: .success) {
            let app = ClosureResponder { request in
                var count = 0
                for try await piece in request.body { count += piece.readableBytes }
                return Response(text: "read \(count)")
            }
            let size = 1 << 30
            try await withServer(app) { port in
                let before = residentBytes()
                let largest = Counter()
                let answer = try await RawClient.connect(port).talk { reader, writer in
                    try await writer.write(
                        ByteBuffer(string: "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: \(size)\r\n\r\n"))
                    let piece = ByteBuffer(repeating: 120, count: 1 << 20)
                    for index in 0..<1024 {
                        try await writer.write(piece)
                        if index % 64 == 0, residentBytes() - before > largest.count {
                            largest.add(residentBytes() - before - largest.count)
                        }
                    }
                    return try await reader.read(through: "read \(size)")
                }
                #expect(answer.hasSuffix("read \(size)"))
                #expect(largest.count < 100 << 20, "grew by \(largest.count) bytes")
            }
        }
    }

    @Test func `reading past the end of a body gives nil`() async throws {
        let app = ClosureResponder { request in
            var iterator = request.body.makeAsyncIterator()
            while try await iterator.next() != nil {}
            let after = try await iterator.next()
            return Response(text: after == nil ? "nil" : "more")
        }
        try await withServer(app) { port in
            let answer = try await exchange(
                port,
                "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n1\r\na\r\n0\r\n\r\n"
            )
            #expect(answer.hasSuffix("nil"))
        }
    }
}
