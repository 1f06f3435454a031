import AshlarHTTP
import AshlarServer
import Foundation
import NIOCore
import ServiceLifecycle
import TestClients
import Testing

/// How a server stops, and whom it drops.
@Suite struct LifecycleTests {
    private let hello = ClosureResponder { request in
        Response(text: String(buffer: try await request.body.collect()))
    }

    @Test func `what is in flight is finished, what is idle is closed`() async throws {
        let (begun, begin) = AsyncStream<Void>.makeStream()
        let (gate, open) = AsyncStream<Void>.makeStream()
        let slow = ClosureResponder { request in
            begin.yield()
            var iterator = gate.makeAsyncIterator()
            _ = await iterator.next()
            return Response(text: "finished")
        }
        try await withServer(slow, timeouts: .init(grace: .seconds(3600))) { port, group in
            let idle = try await RawClient.connect(port)
            try await idle.talk { idleReader, _ in
                try await RawClient.connect(port).talk { reader, writer in
                    try await writer.write(ByteBuffer(string: "GET / HTTP/1.1\r\nHost: x\r\n\r\n"))
                    var iterator = begun.makeAsyncIterator()
                    _ = await iterator.next()
                    await group.triggerGracefulShutdown()
                    #expect(await idleReader.rest() == "")
                    open.yield()
                    let answer = await reader.rest()
                    #expect(answer.contains("Connection: close\r\n"))
                    #expect(answer.hasSuffix("finished"))
                }
            }
            // Refused; unless another test's server has the port by now.
            guard let late = try? await RawClient.connect(port) else { return }
            try await late.talk { reader, writer in
                try? await writer.write(ByteBuffer(string: "GET / HTTP/1.1\r\nHost: x\r\n\r\n"))
                writer.finish()
                #expect(!(await reader.rest().hasSuffix("finished")))
            }
        }
    }

    /// Starts `cat`, which lives until its input ends.
    private static func startProcess() throws -> (id: pid_t, input: CInt) {
        var ends: [CInt] = [-1, -1]
        try #require(pipe(&ends) == 0)
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, ends[0], 0)
        var id: pid_t = 0
        let name = strdup("cat")
        defer { free(name) }
        let code = posix_spawnp(&id, "cat", &actions, nil, [name, nil], nil)
        close(ends[0])
        try #require(code == 0)
        return (id, ends[1])
    }

    @Test(.timeLimit(.minutes(1)))
    func `a process that an app starts does not keep a connection open`() async throws {
        let (processes, started) = AsyncStream<(id: pid_t, input: CInt)>.makeStream()
        let app = ClosureResponder { _ in
            started.yield(try Self.startProcess())
            return Response(text: "started")
        }
        try await withServer(app) { port in
            #expect(try await exchange(port, "GET / HTTP/1.0\r\n\r\n").hasSuffix("started"))
            var iterator = processes.makeAsyncIterator()
            let process = try #require(await iterator.next())
            close(process.input)
            var status: CInt = 0
            #expect(waitpid(process.id, &status, 0) == process.id)
        }
    }

    @Test func `a connection that was just made is still answered, and told that it ends`() async throws {
        let app = ClosureResponder { request in Response(text: "served \(request.path)") }
        var timeouts = HTTPServer.Timeouts(grace: .seconds(3600))
        timeouts.fresh = .seconds(3600)
        try await withServer(app, timeouts: timeouts) { port, group in
            try await RawClient.connect(port).talk { reader, writer in
                // Accepted in order: when the later one is answered, the server has this one; and when the later one, which
                // is idle then, is closed, the server has begun to stop.
                try await RawClient.connect(port).talk { reader, writer in
                    try await writer.write(ByteBuffer(string: "GET /first HTTP/1.1\r\nHost: x\r\n\r\n"))
                    _ = try await reader.read(through: "served /first")
                    await group.triggerGracefulShutdown()
                    #expect(await reader.rest() == "")
                }
                try await writer.write(ByteBuffer(string: "GET /late HTTP/1.1\r\nHost: x\r\n\r\n"))
                let answer = await reader.rest()
                #expect(answer.contains("Connection: close\r\n") && answer.hasSuffix("served /late"))
            }
        }
    }

    @Test func `what does not finish within the grace period is cut off`() async throws {
        let (begun, begin) = AsyncStream<Void>.makeStream()
        let stuck = ClosureResponder { _ in
            begin.yield()
            try await Task.sleep(for: .seconds(3600))
            return Response()
        }
        try await withServer(stuck, timeouts: .init(grace: .milliseconds(100))) { port, group in
            try await RawClient.connect(port).talk { reader, writer in
                try await writer.write(ByteBuffer(string: "GET / HTTP/1.1\r\nHost: x\r\n\r\n"))
                var iterator = begun.makeAsyncIterator()
                _ = await iterator.next()
                await group.triggerGracefulShutdown()
                #expect(await reader.rest() == "")
            }
        }
    }

    @Test(arguments: [
        // Nothing at all, and a head that stops
        ("", HTTPServer.Timeouts(head: .seconds(1)), ""),
        ("GET / HTTP/1.1\r\nHost: x\r\nX-A: ", .init(head: .seconds(3)), "HTTP/1.1 408 Request Timeout\r\n"),
        // A body that stops
        (
            "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nabc",
            .init(body: .milliseconds(100), minimumBodyRate: 1_000), "HTTP/1.1 408 Request Timeout\r\n"
        ),
        // A connection that is left open after a request
        ("GET / HTTP/1.1\r\nHost: x\r\n\r\n", .init(idle: .milliseconds(100)), "HTTP/1.1 200 OK\r\n"),
    ])
    func `a client that makes the server wait is dropped`(
        sent: String, timeouts: HTTPServer.Timeouts, answered: String
    ) async throws {
        try await withServer(hello, timeouts: timeouts) { port in
            try await RawClient.connect(port).talk { reader, writer in
                try await writer.write(ByteBuffer(string: sent))
                let answer = await reader.rest()
                #expect(answered.isEmpty ? answer == "" : answer.hasPrefix(answered), "\(answer)")
            }
        }
    }

    @Test func `a head that arrives byte by byte is given its time once`() async throws {
        try await withServer(hello, timeouts: .init(head: .seconds(1))) { port in
            try await RawClient.connect(port).talk { reader, writer in
                let sent = await withTaskGroup(of: Int.self) { group in
                    group.addTask {
                        var sent = 0
                        for byte in "GET / HTTP/1.1\r\nX: " + String(repeating: "a", count: 1000) {
                            do {
                                try await writer.write(ByteBuffer(string: String(byte)))
                                try await Task.sleep(for: .milliseconds(20))
                            } catch {
                                break
                            }
                            sent += 1
                        }
                        return sent
                    }
                    // What is sent to a closed connection resets it, and the answer may be lost with it.
                    let answer = await reader.rest()
                    #expect(answer.isEmpty || answer.hasPrefix("HTTP/1.1 408 "), "\(answer)")
                    group.cancelAll()
                    return await group.next() ?? 0
                }
                // A second's time for each byte would take all of them.
                #expect(sent < 250)
            }
        }
    }

    @Test func `one server listens at several addresses, a Unix socket among them`() async throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "ashlar-\(UUID().uuidString.prefix(8))").path
        let (found, find) = AsyncStream<HTTPServer.Address>.makeStream()
        let server = HTTPServer(
            hello,
            configuration: .init(addresses: [.tcp(host: "127.0.0.1", port: 0), .unixSocket(path: path)]), logger: quiet
        ) { find.yield($0) }
        let group = ServiceGroup(configuration: .init(services: [server], logger: quiet))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            var iterator = found.makeAsyncIterator()
            for _ in 0..<2 {
                switch await iterator.next() {
                case .tcp(_, let port): #expect(try await exchange(port, "GET / HTTP/1.0\r\n\r\n").contains("200 OK"))
                case .unixSocket(let path):
                    #expect(try await exchange(socket: path, "GET / HTTP/1.0\r\n\r\n").contains("200 OK"))
                case .inherited, nil: Issue.record("It does not listen.")
                }
            }
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test func `a socket that listens already is taken over, and stays open for the next server`() async throws {
        let (descriptor, port) = try Self.listeningSocket()
        defer { close(descriptor) }
        let address = HTTPServer.Address.inherited(descriptor: dup(descriptor))
        #expect(
            try await Self.serve(at: address) { try await exchange($0, "GET / HTTP/1.0\r\n\r\n") }.contains("200 OK"))
        // Nobody serves: the connection waits for the next server.
        let answer = try await RawClient.connect(port).talk { reader, writer in
            try await writer.write(ByteBuffer(string: "GET / HTTP/1.0\r\n\r\n"))
            return try await Self.serve(at: .inherited(descriptor: dup(descriptor))) { next in
                #expect(next == port)
                return await reader.rest()
            }
        }
        #expect(answer.contains("200 OK"))
    }

    @Test func `a descriptor that is no socket is an error that names it`() async throws {
        let file = open("/dev/null", O_RDONLY)
        let server = HTTPServer(hello, configuration: .init(address: .inherited(descriptor: file)), logger: quiet)
        let error = await #expect(throws: ServerError.self) { try await server.run() }
        #expect(error?.message.hasPrefix("Listening on the inherited socket \(file) failed: ") == true)
    }

    /// A socket that listens at a port which the system chose.
    private static func listeningSocket() throws -> (descriptor: Int32, port: Int) {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        try withUnsafeMutablePointer(to: &address) { pointer in
            try pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                try #require(bind(descriptor, generic, length) == 0)
                try #require(listen(descriptor, 8) == 0)
                try #require(getsockname(descriptor, generic, &length) == 0)
            }
        }
        return (descriptor, Int(UInt16(bigEndian: address.sin_port)))
    }

    /// Serves while the body runs.
    private static func serve(
        at address: HTTPServer.Address, _ body: (Int) async throws -> String
    ) async throws -> String {
        let (found, find) = AsyncStream<HTTPServer.Address>.makeStream()
        let app = ClosureResponder { _ in Response(text: "hello") }
        let server = HTTPServer(app, configuration: .init(address: address), logger: quiet) { find.yield($0) }
        let group = ServiceGroup(configuration: .init(services: [server], logger: quiet))
        return try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            var iterator = found.makeAsyncIterator()
            guard case .tcp(_, let port) = await iterator.next() else { throw CancellationError() }
            let result = try await body(port)
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
            return result
        }
    }

    @Test func `no address is an error that says so`() async throws {
        let server = HTTPServer(hello, configuration: .init(addresses: []), logger: quiet)
        let error = await #expect(throws: ServerError.self) { try await server.run() }
        #expect(error?.message == "The server has no address to listen on.")
    }
}
