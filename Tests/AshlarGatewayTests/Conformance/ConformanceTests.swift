import AshlarHTTP
import Foundation
import HTTPTypes
import NIOCore
import Synchronization
import Testing

/// One app under every host there is: it cannot tell them apart, and neither can its clients.
@Suite struct ConformanceTests {
    /// What the app saw, as text.
    private static let echo = ClosureResponder { request in
        let body = String(buffer: try await request.body.collect(upTo: 64 << 20))
        let custom = request.headers[Self.custom] ?? "-"
        return Response(
            text: [
                request.method.rawValue, request.scheme, request.authority ?? "-", "[\(request.mountPath)]",
                request.path,
                request.rawQuery ?? "-", custom, String(body.utf8.count), String(body.prefix(20)),
            ].joined(separator: " "))
    }

    private static let custom = HTTPField.Name("X-Custom") ?? .accept

    private final class Counter: Sendable {
        private let value = Mutex(0)
        var count: Int { value.withLock { $0 } }
        func add() { value.withLock { $0 += 1 } }
    }

    @Test(arguments: Host.available) func `a request arrives as it was sent`(host: Host) async throws {
        try await host.run(Self.echo) { send async throws in
            let root = try await send(.get, "/").body
            #expect(root == "GET \(host.scheme) example.test [] / - - 0 ")
            #expect(
                try await send(.get, "/a%20b%2Fc/%C3%A9/?x=%26&y=+&z").body
                    == "GET \(host.scheme) example.test [] /a%20b%2Fc/%C3%A9/ x=%26&y=+&z - 0 ")
            #expect(try await send(.delete, "/a?").body == "DELETE \(host.scheme) example.test [] /a  - 0 ")
        }
    }

    @Test(arguments: Host.available) func `fields of one name keep their order`(host: Host) async throws {
        try await host.run(Self.echo) { send async throws in
            var headers = HTTPFields()
            headers.append(HTTPField(name: Self.custom, value: "one"))
            headers.append(HTTPField(name: Self.custom, value: "two"))
            #expect(try await send(.get, "/", headers: headers).body.contains(" one, two "))
        }
        let answering = ClosureResponder { _ in
            var response = Response(text: "x")
            response.headers.append(HTTPField(name: .setCookie, value: "a=1"))
            response.headers.append(HTTPField(name: .setCookie, value: "b=2"))
            return response
        }
        try await host.run(answering) { send async throws in
            #expect(try await send(.get, "/").headers[values: .setCookie] == ["a=1", "b=2"])
        }
    }

    @Test(arguments: Host.available) func `a body arrives, whatever its length is said by`(host: Host) async throws {
        try await host.run(Self.echo) { send async throws in
            #expect(try await send(.post, "/", body: "hello").body.hasSuffix(" 5 hello"))
            #expect(try await send(.put, "/", body: "").body.hasSuffix(" 0 "))
            #expect(try await send(.post, "/", body: "hello", isChunked: true).body.hasSuffix(" 5 hello"))
            let large = String(repeating: "0123456789", count: 500_000)
            #expect(try await send(.patch, "/", body: large).body.hasSuffix(" 5000000 01234567890123456789"))
        }
    }

    @Test(arguments: Host.available) func `the length of a body that was announced is known, and refused by`(
        host: Host
    ) async throws {
        let app = ClosureResponder { request in
            let length = request.body.length ?? -1
            return Response(text: "\(length) \(try await request.body.collect(upTo: 100_000).readableBytes)")
        }
        try await host.run(app) { send async throws in
            #expect(try await send(.post, "/", body: String(repeating: "x", count: 90_000)).body == "90000 90000")
            #expect(try await send(.post, "/", body: String(repeating: "x", count: 110_000)).status == 413)
        }
    }

    @Test(arguments: Host.available) func `a body that nobody reads is no obstacle`(host: Host) async throws {
        try await host.run(ClosureResponder { _ in Response(text: "unread") }) { send async throws in
            #expect(try await send(.post, "/", body: String(repeating: "x", count: 100_000)).body == "unread")
        }
    }

    @Test(arguments: Host.available) func `HEAD has the fields of GET and no body`(host: Host) async throws {
        let closed = Counter()
        let app = ClosureResponder { request in
            request.path == "/stream"
                ? Response(
                    body: .stream(length: 3, onClose: { closed.add() }) { try await $0(ByteBuffer(string: "abc")) })
                : Response(text: "hello")
        }
        try await host.run(app) { send async throws in
            for (path, length) in [("/", "5"), ("/stream", "3")] {
                let answer = try await send(.head, path)
                #expect(answer.status == 200)
                #expect(answer.headers[.contentLength] == length)
                #expect(answer.body == "")
            }
        }
        #expect(closed.count == 1)
    }

    @Test(arguments: Host.available, [204, 304])
    func `what has no content is sent without it`(host: Host, code: Int) async throws {
        let app = ClosureResponder { _ in
            Response(status: .init(code: code), body: .bytes(ByteBuffer(string: "not to be seen")))
        }
        try await host.run(app) { send async throws in
            let answer = try await send(.get, "/")
            #expect(answer.status == code)
            #expect(answer.body == "")
            #expect(answer.headers[.contentLength] == nil)
        }
    }

    @Test(arguments: Host.available) func `a stream arrives whole and is closed once`(host: Host) async throws {
        let closed = Counter()
        let app = ClosureResponder { request in
            Response(
                body: .stream(length: request.path == "/known" ? 300_000 : nil, onClose: { closed.add() }) { write in
                    for _ in 0..<3 { try await write(ByteBuffer(string: String(repeating: "x", count: 100_000))) }
                })
        }
        try await host.run(app) { send async throws in
            #expect(try await send(.get, "/known").body.utf8.count == 300_000)
            #expect(try await send(.get, "/unknown").body.utf8.count == 300_000)
        }
        #expect(closed.count == 2)
    }

    @Test(arguments: Host.available) func `an error is what it says, or 500 without a word`(host: Host) async throws {
        struct Secret: Error {}
        let app = ClosureResponder { request in
            if request.path == "/known" { throw HTTPError(.conflict, "Taken.", headers: [.allow: "GET"]) }
            throw Secret()
        }
        try await host.run(app) { send async throws in
            let known = try await send(.get, "/known")
            #expect(known.status == 409)
            #expect(known.headers[.allow] == "GET")
            #expect(known.body == "Taken.\n")
            let unknown = try await send(.get, "/")
            #expect(unknown.status == 500)
            #expect(!unknown.body.contains("Secret"))
        }
    }

    @Test(arguments: Host.available) func `no field splits a response`(host: Host) async throws {
        let app = ClosureResponder { _ in
            Response(
                headers: [.location: "/\r\nSet-Cookie: evil=1\r\n\r\n<script>"], body: .bytes(ByteBuffer(string: "x")))
        }
        try await host.run(app) { send async throws in
            let answer = try await send(.get, "/")
            #expect(answer.headers[.setCookie] == nil)
            #expect(answer.body == "x")
        }
    }

    @Test(arguments: Host.available) func `cookies and media types arrive`(host: Host) async throws {
        let app = ClosureResponder { request in
            Response(text: "\(request.cookies["a"] ?? "-") \(request.headers[.contentType] ?? "-")")
        }
        try await host.run(app) { send async throws in
            let headers: HTTPFields = [.cookie: "a=1; b=2", .contentType: "application/json"]
            #expect(try await send(.post, "/", headers: headers, body: "{}").body == "1 application/json")
        }
    }
}
