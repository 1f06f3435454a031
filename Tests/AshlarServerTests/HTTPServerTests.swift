import AshlarHTTP
import AshlarServer
import HTTPTypes
import Logging
import NIOCore
import ServiceLifecycle
import TestClients
import Testing

@Suite struct HTTPServerTests {
    private struct Failure: Error {}

    private let echo = ClosureResponder { request in
        switch request.path {
        case "/stream":
            return Response(
                body: .stream(length: nil) { write in
                    for word in ["one ", "two ", "three"] { try await write(ByteBuffer(string: word)) }
                })
        case "/empty": return Response(status: .noContent)
        case "/throws": throw Failure()
        case "/says": throw HTTPError(.conflict, "Taken.", headers: [.allow: "GET"])
        case "/problem": return Problem(.init(code: 409), detail: "Taken.").response()
        case "/unknown": return Response(status: .init(code: 299))
        default:
            let body = try await request.body.collect()
            return Response(text: "\(request.method.rawValue) \(request.target) \(String(buffer: body))")
        }
    }

    @Test func `a request is answered over a socket, with length and date`() async throws {
        try await withServer(echo) { port in
            let answer = try await exchange(
                port, "POST /a?b=1 HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nConnection: close\r\n\r\nhi")
            #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n"))
            #expect(answer.lowercased().contains("content-length: 14\r\n"))
            #expect(answer.contains(" GMT\r\n"))
            #expect(answer.hasSuffix("\r\n\r\nPOST /a?b=1 hi"))
        }
    }

    @Test func `a streamed body is sent in pieces`() async throws {
        try await withServer(echo) { port in
            let answer = try await exchange(port, "GET /stream HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            #expect(answer.lowercased().contains("transfer-encoding: chunked"))
            #expect(answer.contains("5\r\nthree\r\n0\r\n\r\n"))
        }
    }

    @Test func `HEAD has the length and no body, 204 has neither`() async throws {
        try await withServer(echo) { port in
            let head = try await exchange(port, "HEAD /abc HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            #expect(head.lowercased().contains("content-length: 10\r\n"))
            #expect(head.hasSuffix("\r\n\r\n"))
            let empty = try await exchange(port, "GET /empty HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            #expect(empty.hasPrefix("HTTP/1.1 204 No Content\r\n"))
            #expect(!empty.lowercased().contains("content-length"))
        }
    }

    @Test func `two requests on one connection are both answered`() async throws {
        try await withServer(echo) { port in
            let answer = try await exchange(
                port, "GET /1 HTTP/1.1\r\nHost: x\r\n\r\nGET /2 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            #expect(answer.contains("GET /1 HTTP/1.1 200 OK") || answer.contains("GET /1 "))
            #expect(answer.hasSuffix("GET /2 "))
        }
    }

    @Test func `an error that nobody caught is what it says, or 500, and the server lives on`() async throws {
        try await withServer(echo) { port in
            let answer = try await exchange(port, "GET /throws HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            #expect(answer.hasPrefix("HTTP/1.1 500 "))
            #expect(!answer.contains("Failure"))
            let known = try await exchange(port, "GET /says HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            #expect(known.hasPrefix("HTTP/1.1 409 Conflict\r\n"))
            #expect(known.contains("Allow: GET\r\n"))
            #expect(known.hasSuffix("Taken.\n"))
            #expect(
                try await exchange(port, "GET /a HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").contains("200 OK"))
        }
    }

    @Test func `a status that was made of its number has its phrase`() async throws {
        try await withServer(echo) { port async throws in
            let close = " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
            #expect(try await exchange(port, "GET /problem" + close).hasPrefix("HTTP/1.1 409 Conflict\r\n"))
            #expect(try await exchange(port, "GET /unknown" + close).hasPrefix("HTTP/1.1 299 \r\n"))
        }
    }

    @Test func `a port in use is an error that says so`() async throws {
        try await withServer(echo) { port in
            let second = HTTPServer(
                echo, configuration: .init(address: .tcp(host: "127.0.0.1", port: port)), logger: Logger(label: "test"))
            let error = await #expect(throws: ServerError.self) { try await second.run() }
            #expect(error?.message == "Something is listening on 127.0.0.1:\(port) already.")
        }
    }
}
