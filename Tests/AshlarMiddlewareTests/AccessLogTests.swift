import AshlarHTTP
import HTTPTypes
import Logging
import NIOCore
import Testing

@testable import AshlarMiddleware

@Suite struct AccessLogTests {
    private func lines(
        style: AccessLog.Style = .structured, level: Logger.Level = .info, excluding: [String] = [],
        _ request: Request = Request(target: "/posts?token=secret"),
        _ core: @escaping @Sendable (Request) async throws -> Response
    ) async throws -> [String] {
        let heard = Heard<String>()
        var logger = Logger(label: "test") { label in
            JSONLogHandler(label: label) { heard.add(String(decoding: $0, as: UTF8.self)) }
        }
        logger.logLevel = level
        let response = try? await send(
            request, through: [AccessLog(logger, style: style, excluding: excluding), .requestID], to: core)
        _ = try? await response?.body.collect()
        return heard.all
    }

    @Test func `a request that went well has a line with what happened, without the query`() async throws {
        let lines = try await lines { request in
            request[MatchedRoute.self]?.note(pattern: "/posts", name: "posts.index")
            return Response(text: "hello")
        }
        try #require(lines.count == 1)
        for part in [
            #""message":"GET /posts 200""#, #""status":200"#, #""bytes":5"#, #""method":"GET""#, #""path":"/posts""#,
            #""route":"posts.index""#, #""duration-ms":"#, #""level":"info""#, #""logger":"test""#,
        ] { #expect(lines[0].contains(part), "\(part) in \(lines[0])") }
        #expect(!lines[0].contains("secret"))
        #expect(lines[0].hasSuffix("}\n"))
    }

    @Test func `a request that is handed to a mounted app has one line and one id, and its whole route`() async throws {
        let inner = Heard<String?>()
        let heard = Heard<String>()
        var logger = Logger(label: "test") { label in
            JSONLogHandler(label: label) { heard.add(String(decoding: $0, as: UTF8.self)) }
        }
        logger.logLevel = .info
        let layers: [any Middleware] = [RequestID(), AccessLog(logger)]
        let response = try await send(Request(target: "/shop/a"), through: layers) { [logger] request in
            request[MatchedRoute.self]?.note(pattern: "/shop", name: nil)
            var request = request
            request.mountPath = "/shop"
            request.path = "/a"
            return try await send(request, through: [RequestID(), AccessLog(logger)]) { request in
                request[MatchedRoute.self]?.note(pattern: "/{x}", name: nil, isMounted: true)
                inner.add(request[RequestID.self])
                return Response(text: "a")
            }
        }
        _ = try await response.body.collect()
        #expect(inner.all == [response.field("X-Request-ID")])
        #expect(heard.all.count == 1)
        #expect(heard.all.first?.contains(#""route":"/shop/{x}""#) == true)
    }

    @Test func `the readable line is for people`() async throws {
        let lines = try await lines(style: .readable) { _ in Response(text: String(repeating: "a", count: 4100)) }
        #expect(lines.first?.contains("GET /posts 200 ") == true)
        #expect(lines.first?.contains(" ms 4.1 kB") == true)
    }

    @Test func `a stream is counted until its end`() async throws {
        let lines = try await lines { _ in
            Response(
                body: .stream(length: nil) { write in
                    for _ in 0..<3 { try await write(ByteBuffer(string: "abcd")) }
                })
        }
        #expect(lines.first?.contains(#""bytes":12"#) == true)
    }

    @Test func `an error has a line with its status`() async throws {
        let lines = try await lines { _ in throw HTTPError(.notFound) }
        #expect(lines.first?.contains(#""status":404"#) == true)
        let others = try await self.lines { _ in throw Unexpected() }
        #expect(others.first?.contains(#""status":500"#) == true)
    }

    @Test func `nothing is written above the level or for what is excluded`() async throws {
        #expect(try await lines(level: .warning) { _ in Response(text: "") } == [])
        #expect(try await lines(excluding: ["/posts"]) { _ in Response(text: "") } == [])
    }

    @Test func `a path cannot forge a second line`() async throws {
        let lines = try await lines(Request(target: "/a\"\n\r\u{1}")) { _ in Response(text: "") }
        #expect(lines.first?.contains(#"/a\"\n\r\u0001"#) == true)
        #expect(lines.first?.filter { $0 == "\n" }.count == 1)
    }

    @Test(arguments: [
        (0, "1970-01-01T00:00:00.005Z"), (951_782_400, "2000-02-29T00:00:00.005Z"),
        (1_795_363_207, "2026-11-22T16:00:07.005Z"), (-1, "1969-12-31T23:59:59.005Z"),
    ])
    func `times are written as RFC 3339 wants them`(seconds: Int, text: String) {
        #expect(Timestamp.text(seconds: seconds, milliseconds: 5) == text)
    }
}
