import AshlarHTTP
import AshlarServer
import AshlarTLS
import Foundation
import HTTPTypes
import Logging
import NIOCore
import ServiceLifecycle
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
        try await withServer { port, folder async throws in
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

    private func withServer(_ body: @escaping @Sendable (Int, String) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "ashlar-tls-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        _ = try await Tool.run(
            Tool.openssl,
            [
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "1",
                "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
                "-keyout", "\(folder.path)/key.pem", "-out", "\(folder.path)/cert.pem",
            ])
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        let (found, find) = AsyncStream<Int>.makeStream()
        let server = try TLSServer(
            echo, configuration: .init(address: .tcp(host: "localhost", port: 0)),
            certificate: .files(chain: "\(folder.path)/cert.pem", privateKey: "\(folder.path)/key.pem"), logger: logger
        ) { address in
            if case .tcp(_, let port) = address { find.yield(port) }
        }
        let group = ServiceGroup(configuration: .init(services: [server], logger: logger))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            var iterator = found.makeAsyncIterator()
            guard let port = await iterator.next() else { throw CancellationError() }
            let result: Result<Void, any Error>
            do { result = .success(try await body(port, folder.path)) } catch { result = .failure(error) }
            await group.triggerGracefulShutdown()
            try result.get()
            try await tasks.waitForAll()
        }
    }
}

/// Programs of the system.
enum Tool {
    static let openssl = find("openssl")
    static let curl = find("curl")

    struct Failure: Error {
        let program: String
        let status: Int32
        let output: String
    }

    private static func find(_ name: String) -> String? {
        ["/usr/bin/", "/usr/local/bin/", "/opt/homebrew/bin/"].map { $0 + name }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    /// Runs a program and returns what it printed.
    static func run(_ program: String?, _ arguments: [String]) async throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: program ?? "/nowhere")
        process.arguments = arguments
        let output = FileManager.default.temporaryDirectory.appending(path: "ashlar-output-\(UUID().uuidString)")
        _ = FileManager.default.createFile(atPath: output.path, contents: nil)
        defer { try? FileManager.default.removeItem(at: output) }
        let handle = try FileHandle(forWritingTo: output)
        process.standardOutput = handle
        process.standardError = handle
        let status = try await withCheckedThrowingContinuation { (done: CheckedContinuation<Int32, any Error>) in
            process.terminationHandler = { done.resume(returning: $0.terminationStatus) }
            do { try process.run() } catch { done.resume(throwing: error) }
        }
        try handle.close()
        let text = try String(contentsOf: output, encoding: .utf8)
        guard status == 0 else { throw Failure(program: program ?? "", status: status, output: text) }
        return text
    }
}
