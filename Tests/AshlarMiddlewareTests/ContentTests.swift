import AshlarHTTP
import CZlib
import HTTPTypes
import NIOCore
import Testing

@testable import AshlarMiddleware

/// Undoes gzip and deflate, as a client does.
private func inflated(_ input: ByteBuffer) throws -> [UInt8] {
    var input = Array(input.readableBytesView)
    var output: [UInt8] = []
    var space = [UInt8](repeating: 0, count: 65_536)
    var stream = z_stream()
    // 32: the header says which of the two it is.
    guard inflateInit2_(&stream, 15 + 32, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
        throw Unexpected()
    }
    defer { inflateEnd(&stream) }
    try input.withUnsafeMutableBufferPointer { bytes in
        stream.next_in = bytes.baseAddress
        stream.avail_in = UInt32(bytes.count)
        var code = Z_OK
        repeat {
            let capacity = space.count
            let made = space.withUnsafeMutableBufferPointer { space in
                stream.next_out = space.baseAddress
                stream.avail_out = UInt32(capacity)
                code = inflate(&stream, Z_SYNC_FLUSH)
                return capacity - Int(stream.avail_out)
            }
            output += space.prefix(made)
            if made == 0 { break }
        } while code == Z_OK
        guard code == Z_OK || code == Z_STREAM_END || code == Z_BUF_ERROR else { throw Unexpected() }
    }
    return output
}

@Suite struct CompressionTests {
    private static let text = String(repeating: "The quick brown fox. ", count: 200)

    private func answer(
        accept: String? = "gzip", method: HTTPRequest.Method = .get, _ response: Response
    ) async throws -> Response {
        var request = Request(method: method, target: "/")
        request.headers[.acceptEncoding] = accept
        return try await send(request, through: [.compression]) { _ in response }
    }

    @Test(arguments: ["gzip", "deflate"])
    func `a text is smaller and comes out as it went in`(coding: String) async throws {
        let response = try await answer(accept: coding, Response(text: Self.text))
        #expect(response.headers[.contentEncoding] == coding)
        #expect(response.headers[.vary] == "Accept-Encoding")
        let body = try await response.body.collect()
        #expect(body.readableBytes < Self.text.utf8.count / 10)
        #expect(try inflated(body) == Array(Self.text.utf8))
    }

    @Test(arguments: [
        ("gzip, deflate", "gzip"), ("deflate, gzip;q=0.5", "deflate"), ("gzip;q=0, deflate", "deflate"), ("*", "gzip"),
        ("gzip;q=0, *", "deflate"), ("GZIP", "gzip"), ("x-gzip", "gzip"), ("br", nil), ("identity", nil), ("", nil),
        ("gzip;q=0", nil), ("gzip;q=0.5, identity", nil), ("gzip;q=nonsense", nil), ("*;q=0", nil),
    ])
    func `what the client likes best is taken`(accept: String, coding: String?) async throws {
        let response = try await answer(accept: accept, Response(text: Self.text))
        #expect(response.headers[.contentEncoding] == coding)
        #expect(response.headers[.vary] == "Accept-Encoding")
    }

    @Test(arguments: [1, 4096, 4097, 16_385, 65_536, 65_537, 1_000_003])
    func `bodies of every size come out as they went in`(size: Int) async throws {
        var generator = SystemRandomNumberGenerator()
        let bytes = (0..<size).map { _ in UInt8.random(in: 97...105, using: &generator) }
        var request = Request(target: "/")
        request.headers[.acceptEncoding] = "gzip"
        let response = try await send(request, through: [Compression(minimumSize: 0)]) { _ in
            Response(contentType: "text/plain", bytes: ByteBuffer(bytes: bytes))
        }
        let body = try await response.body.collect()
        #expect(response.headers[.contentEncoding] == (size > 1 ? "gzip" : nil))
        #expect(
            try response.headers[.contentEncoding] == nil
                ? Array(body.readableBytesView) == bytes : inflated(body) == bytes)
    }

    @Test func `each piece of a stream can be read when it arrives`() async throws {
        let closed = Heard<Bool>()
        let response = try await answer(
            Response(
                headers: [.contentType: "text/event-stream"],
                body: .stream(length: nil, onClose: { closed.add(true) }) { write in
                    for number in 0..<3 { try await write(ByteBuffer(string: "data: \(number)\n\n")) }
                }))
        #expect(response.headers[.contentEncoding] == "gzip")
        guard case .stream(let stream) = response.body else { throw Unexpected() }
        var soFar = ByteBuffer()
        var readable: [String] = []
        try await stream.send { piece in
            soFar.writeImmutableBuffer(piece)
            readable.append(String(decoding: try inflated(soFar), as: UTF8.self))
        }
        #expect(readable.prefix(2) == ["data: 0\n\n", "data: 0\n\ndata: 1\n\n"])
        #expect(readable.last == "data: 0\n\ndata: 1\n\ndata: 2\n\n")
        #expect(closed.all == [true])
    }

    @Test func `what should be left alone is`() async throws {
        var encoded = Response(text: Self.text)
        encoded.headers[.contentEncoding] = "br"
        var part = Response(status: .partialContent, text: Self.text)
        part.headers[.contentRange] = "bytes 0-9/10"
        var kept = Response(text: Self.text)
        kept.headers[.cacheControl] = "public, no-transform"
        let image = Response(contentType: "image/png", bytes: ByteBuffer(string: Self.text))
        for response in [encoded, part, kept, image, Response(text: "short"), Response(status: .noContent)] {
            let answered = try await answer(response)
            #expect(answered.headers == response.headers)
            #expect(try await answered.body.collect() == response.body.collect())
        }
    }

    @Test func `a strong tag becomes weak, as the bytes are others`() async throws {
        var response = Response(text: Self.text)
        response.headers[.eTag] = "\"a\""
        response.headers[.acceptRanges] = "bytes"
        let answered = try await answer(response)
        #expect(answered.headers[.eTag] == "W/\"a\"")
        #expect(answered.headers[.acceptRanges] == nil)
    }

    @Test func `a body that is not wanted is closed`() async throws {
        let closed = Heard<Bool>()
        let response = try await answer(
            Response(
                headers: [.contentType: "text/plain"],
                body: .stream(length: nil, onClose: { closed.add(true) }) { _ in throw Unexpected() }))
        await response.body.discard()
        #expect(closed.all == [true])
    }
}

@Suite struct ConditionalGetTests {
    private func answer(_ fields: [String: String], method: HTTPRequest.Method = .get, _ response: Response)
        async throws
        -> Response
    {
        var request = try Request(fields)
        request.method = method
        return try await send(request, through: [.conditionalGet]) { _ in response }
    }

    @Test func `a 304 varies as the answer does that it stands for`() async throws {
        let layers: [any Middleware] = [Compression(), ConditionalGet()]
        let core: @Sendable (Request) async throws -> Response = { _ in
            Response(text: String(repeating: "a", count: 2000))
        }
        let whole = try await send(try Request(["Accept-Encoding": "gzip"]), through: layers, to: core)
        let tag = try #require(whole.headers[.eTag])
        let fields = ["Accept-Encoding": "gzip", "If-None-Match": tag]
        let same = try await send(try Request(fields), through: layers, to: core)
        #expect(same.status == .notModified)
        #expect(same.headers[.vary] == whole.headers[.vary] && same.headers[.vary] == "Accept-Encoding")
    }

    @Test func `a known body has a tag, and the client that has it gets 304`() async throws {
        let first = try await answer([:], Response(text: "hello"))
        let tag = try #require(first.headers[.eTag])
        #expect(tag.hasPrefix("W/\""))
        var cached = Response(text: "hello")
        cached.headers[.cacheControl] = "max-age=60"
        let second = try await answer(["If-None-Match": tag], cached)
        #expect(second.status == .notModified)
        #expect(second.headers[.eTag] == tag)
        #expect(second.headers[.cacheControl] == "max-age=60")
        #expect(second.headers[.contentType] == nil)
        #expect(second.body.length == 0)
        #expect(try await answer(["If-None-Match": tag], Response(text: "hellp")).status == .ok)
    }

    @Test(arguments: [
        ("\"a\"", true), ("W/\"a\"", true), ("\"b\", \"a\"", true), ("\"b\", W/\"a,b\"", false), ("*", true),
        ("\"b\"", false), ("a", false), ("\"a", false),
    ])
    func `tags are compared weakly`(list: String, isUnchanged: Bool) async throws {
        var response = Response(text: "hello")
        response.headers[.eTag] = "\"a\""
        #expect((try await answer(["If-None-Match": list], response).status == .notModified) == isUnchanged)
    }

    @Test(arguments: [
        ("Sun, 22 Nov 2026 16:00:07 GMT", true), ("Sun, 22 Nov 2026 16:00:08 GMT", true),
        ("Sun, 22 Nov 2026 16:00:06 GMT", false), ("nonsense", false),
    ])
    func `dates are compared where no tags are asked for`(since: String, isUnchanged: Bool) async throws {
        var response = Response(text: "hello")
        response.headers[.lastModified] = "Sun, 22 Nov 2026 16:00:07 GMT"
        #expect((try await answer(["If-Modified-Since": since], response).status == .notModified) == isUnchanged)
        let both = ["If-Modified-Since": since, "If-None-Match": "\"other\""]
        #expect(try await answer(both, response).status == .ok)
    }

    @Test func `other methods and other answers are left alone`() async throws {
        #expect(try await answer(["If-None-Match": "*"], method: .post, Response(text: "a")).status == .ok)
        #expect(try await answer(["If-None-Match": "*"], Response(status: .created, text: "a")).status == .created)
        var secret = Response(text: "a")
        secret.headers[.cacheControl] = "no-store"
        #expect(try await answer([:], secret).headers[.eTag] == nil)
    }

    @Test func `bodies that differ in one byte have different tags`() {
        var tags: Set<String> = []
        for length in 0..<40 {
            for position in 0..<max(1, length) {
                var bytes = [UInt8](repeating: 0, count: length)
                if length > 0 { bytes[position] = 1 }
                tags.insert(ETag.weak(of: ByteBuffer(bytes: bytes)))
            }
        }
        #expect(tags.count == 1 + (1..<40).reduce(0, +))
    }
}

@Suite struct CacheControlTests {
    @Test(arguments: [(200, "private, max-age=60"), (404, nil), (302, nil), (301, "private, max-age=60")])
    func `good answers may be kept (P14)`(status: Int, expected: String?) async throws {
        let response = try await send(Request(target: "/"), through: [.cache(for: .seconds(60))]) { _ in
            Response(status: .init(code: status))
        }
        #expect(response.headers[.cacheControl] == expected)
    }

    @Test func `what the action says wins`() async throws {
        let response = try await send(Request(target: "/"), through: [.cache(for: .seconds(60), shared: true)]) { _ in
            Response(headers: [.cacheControl: "no-cache"])
        }
        #expect(response.headers[.cacheControl] == "no-cache")
    }
}
