import AshlarHTTP
import AshlarServer
import NIOCore
import Synchronization
import TestClients
import Testing

/// What waits for a request's end, over a real socket.
@Suite struct RequestEndTests {
    @Test(arguments: ["/whole", "/endless"])
    func `a request ends behind its last byte, or when its client leaves, once`(path: String) async throws {
        let (ends, ended) = AsyncStream.makeStream(of: String.self)
        let app = RequestApp(ClosureResponder { _ in Response() }, json: FoundationJSON.standard)
        let responder = ClosureResponder { request in
            let request = request.began(app)
            request.whenFinished { ended.yield(Task.isCancelled ? "cancelled" : "end") }
            guard request.path == "/endless" else { return request.ending(Response(text: "whole")) }
            return request.ending(
                Response(
                    body: .stream(length: nil) { write in
                        while true {
                            try await write(ByteBuffer(repeating: 0x61, count: 4096))
                            await Task.yield()
                        }
                    }))
        }
        try await withServer(responder) { port async throws in
            let client = try await RawClient.connect(port)
            try await client.channel.executeThenClose { inbound, outbound in
                try await outbound.write(ByteBuffer(string: "GET \(path) HTTP/1.1\r\nHost: x\r\n\r\n"))
                var text = ""
                for try await piece in inbound {
                    text += String(buffer: piece)
                    if text.contains(path == "/whole" ? "whole" : "aaaa") { break }
                }
                if path == "/whole" { #expect(text.contains("Content-Length: 5")) }
            }
            var iterator = ends.makeAsyncIterator()
            #expect(await iterator.next() == "end")
        }
        ended.finish()
        #expect(await ends.first { _ in true } == nil)
    }
}
