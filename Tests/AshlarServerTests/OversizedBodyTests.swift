import AshlarHTTP
import AshlarServer
import HTTPTypes
import NIOCore
import TestClients
import Testing

/// A body that is announced as too large is refused by its length, and the client gets to know.
@Suite struct OversizedBodyTests {
    private let collecting = ClosureResponder { request in
        Response(text: "\(try await request.body.collect(upTo: 1 << 20).readableBytes) of \(request.body.length ?? -1)")
    }

    private func head(_ length: Int, _ more: String = "") -> ByteBuffer {
        ByteBuffer(string: "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: \(length)\r\n\(more)\r\n")
    }

    @Test(arguments: ["", "Expect: 100-continue\r\n"])
    func `it is refused without waiting for a byte of it`(more: String) async throws {
        try await withServer(collecting) { port in
            try await RawClient.connect(port).talk { reader, writer in
                try await writer.write(head(5 << 20, more))
                let answer = await reader.rest()
                #expect(answer.hasPrefix("HTTP/1.1 413 Content Too Large\r\n"), "\(answer)")
                #expect(answer.contains("Connection: close\r\n"))
            }
        }
    }

    @Test func `a client that sends all of it before it reads gets the answer`() async throws {
        try await withServer(collecting) { port in
            try await RawClient.connect(port).talk { reader, writer in
                let piece = ByteBuffer(repeating: 120, count: 1 << 20)
                try await writer.write(head(64 << 20))
                for _ in 0..<64 { try await writer.write(piece) }
                let answer = await reader.rest()
                #expect(answer.hasPrefix("HTTP/1.1 413 Content Too Large\r\n"), "\(answer.prefix(200))")
            }
        }
    }

    @Test func `after a small one the connection goes on`() async throws {
        let strict = ClosureResponder { request in
            Response(text: "\(try await request.body.collect(upTo: 10).readableBytes)")
        }
        try await withServer(strict) { port in
            try await RawClient.connect(port).talk { reader, writer in
                try await writer.write(head(100_000))
                #expect(try await reader.read(through: "accepts.\n").hasPrefix("HTTP/1.1 413 "))
                try await writer.write(ByteBuffer(repeating: 120, count: 100_000))
                try await writer.write(head(3))
                try await writer.write(ByteBuffer(string: "abc"))
                let next = try await reader.read(through: "\r\n\r\n3")
                #expect(next.hasPrefix("HTTP/1.1 200 OK\r\n"), "\(next)")
            }
        }
    }

    @Test func `without a length it is refused once too much has come`() async throws {
        try await withServer(collecting) { port in
            try await RawClient.connect(port).talk { reader, writer in
                try await writer.write(
                    ByteBuffer(string: "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"))
                var chunk = ByteBuffer(string: "100000\r\n")
                chunk.writeRepeatingByte(120, count: 1 << 20)
                chunk.writeString("\r\n")
                try await writer.write(chunk)
                try await writer.write(chunk)
                #expect(try await reader.read(through: "\r\n").hasPrefix("HTTP/1.1 413 "))
            }
        }
    }
}
