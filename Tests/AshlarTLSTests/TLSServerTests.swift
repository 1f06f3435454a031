import AshlarHTTP
import AshlarServer
import AshlarTLS
import Foundation
import HTTPTypes
import Logging
import NIOCore
import TestClients
import Testing

/// A real client over TLS, with a certificate made for the test.
@Suite(.enabled(if: Tool.openssl != nil && Tool.curl != nil)) struct TLSServerTests {
    private let echo = ClosureResponder { request in
        if request.path == "/stream" {
            return Response(
                body: .stream(length: nil) { write in
                    for word in ["one ", "two"] { try await write(ByteBuffer(string: word)) }
                })
        }
        let body = try await request.body.collect(upTo: 8 << 20)
        return Response(text: "\(request.version) \(request.scheme) \(request.authority ?? "-") \(body.readableBytes)")
    }

    @Test(arguments: [("--http2", "HTTP/2"), ("--http1.1", "HTTP/1.1")])
    func `a request over TLS is answered in the version that the client prefers`(
        option: String, version: String
    ) async throws {
        try await withTLSServer(echo) { port, folder async throws in
            let url = "https://localhost:\(port)"
            let curl = [option, "-sS", "--max-time", "20", "--cacert", "\(folder)/cert.pem"]
            #expect(try await Tool.run(Tool.curl, curl + [url]) == "\(version) https localhost:\(port) 0")
            #expect(try await Tool.run(Tool.curl, curl + ["\(url)/stream"]) == "one two")
            #expect(
                try await Tool.run(Tool.curl, curl + ["-I", "-o", "/dev/null", "-w", "%{http_code}", url]) == "200")
            try Data(count: 3_000_000).write(to: URL(filePath: "\(folder)/large"))
            let upload = curl + ["--data-binary", "@\(folder)/large", url]
            #expect(try await Tool.run(Tool.curl, upload) == "\(version) https localhost:\(port) 3000000")
        }
    }

    @Test func `a certificate that is not there is an error that says so`() throws {
        let error = #expect(throws: TLSError.self) {
            try TLSServer(
                echo, configuration: .init(address: .tcp(host: "127.0.0.1", port: 0)),
                certificate: .files(chain: "/nowhere/cert.pem", privateKey: "/nowhere/key.pem"),
                logger: Logger(label: "test"))
        }
        #expect(error?.message.hasPrefix("The certificate in /nowhere/cert.pem cannot be used") == true)
    }
}
