import AshlarHTTP
import HTTPTypes
import NIOCore
import Testing

@testable import AshlarGateway

@Suite struct SCGIHeadTests {
    private func encode(_ variables: [(String, String)]) -> String {
        let text = variables.map { "\($0)\0\($1)\0" }.joined()
        return "\(text.utf8.count):\(text),"
    }

    private func read(_ text: String) throws -> SCGIHead? {
        var buffer = ByteBuffer(string: text)
        return try SCGIHead.read(&buffer)
    }

    /// The example of the specification.
    @Test func `the variables are read once they are all there`() throws {
        let text = encode([
            ("CONTENT_LENGTH", "27"), ("SCGI", "1"), ("REQUEST_METHOD", "POST"), ("REQUEST_URI", "/deepthought"),
        ])
        for count in 0..<text.utf8.count {
            #expect(try read(String(decoding: text.utf8.prefix(count), as: UTF8.self)) == nil)
        }
        var buffer = ByteBuffer(string: text + "What is the answer to life?")
        let head = try #require(try SCGIHead.read(&buffer))
        #expect(head.contentLength == 27)
        #expect(String(buffer: buffer) == "What is the answer to life?")
        let request = try head.request(body: .empty)
        #expect(request.method == .post)
        #expect(request.path == "/deepthought")
    }

    @Test(arguments: [
        ":,", "x", "12345678", "999999:", "5:abcde;", "3:a\0b,", "4:a\0b\0,", "0:,",
        "26:CONTENT_LENGTH\0-1\0SCGI\01\0,".replacing("26", with: "25"),
        "24:SCGI\01\0CONTENT_LENGTH\00\0,",
    ])
    func `what is malformed is refused`(text: String) {
        #expect(throws: SCGIHead.Failure.self) { try read(text) }
    }

    @Test func `what the app is mounted at is apart from the path`() throws {
        let head = try #require(
            try read(
                encode([
                    ("CONTENT_LENGTH", "0"), ("SCGI", "1"), ("REQUEST_METHOD", "GET"), ("REQUEST_URI", "/blog/a%2Fb?x"),
                    ("SCRIPT_NAME", "/blog"), ("HTTPS", "on"), ("HTTP_HOST", "example.test"),
                    ("REMOTE_ADDR", "10.0.0.1"),
                    ("REMOTE_PORT", "99"), ("SERVER_PROTOCOL", "HTTP/2.0"), ("HTTP_PROXY", "evil"),
                ])))
        let request = try head.request(body: .empty)
        #expect(request.mountPath == "/blog")
        #expect(request.path == "/a%2Fb")
        #expect(request.rawQuery == "x")
        #expect(request.scheme == "https")
        #expect(request.remoteAddress?.ipAddress == "10.0.0.1")
        #expect(request.version == .http2)
        #expect(request.headers.map(\.name.canonicalName) == ["content-length", "host"])
    }
}
