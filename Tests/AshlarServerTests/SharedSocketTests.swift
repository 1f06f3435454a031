import AshlarHTTP
import AshlarServer
import Foundation
import NIOCore
import ServiceLifecycle
import TestClients
import Testing

/// Several servers at one socket, as workers are.
@Suite struct SharedSocketTests {
    /// A socket that listens at a free port of this machine.
    private static func listen() throws -> (descriptor: CInt, port: Int) {
        let descriptor = socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isListening = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) == 0 && Glibc.listen(descriptor, 128) == 0
                    && getsockname(descriptor, $0, &length) == 0
            }
        }
        try #require(isListening)
        return (descriptor, Int(UInt16(bigEndian: address.sin_port)))
    }

    // In a process of its own: what is wrong here takes the process with it.
    @Test(.timeLimit(.minutes(2)))
    func `who is slower to accept than another goes on, and nobody is refused when one stops`() async {
        await #expect(processExitsWith: .success) {
            let (descriptor, port) = try Self.listen()
            let app = ClosureResponder { _ in Response(text: "served") }
            let (listening, listens) = AsyncStream<Void>.makeStream()
            let groups = (0..<3).map { _ in
                let server = HTTPServer(
                    app, configuration: .init(address: .inherited(descriptor: dup(descriptor)), timeouts: .init()),
                    logger: quiet
                ) { _ in listens.yield() }
                return ServiceGroup(configuration: .init(services: [server], logger: quiet))
            }
            try await withThrowingTaskGroup(of: Void.self) { tasks in
                for group in groups { tasks.addTask { try await group.run() } }
                var iterator = listening.makeAsyncIterator()
                for _ in groups { _ = await iterator.next() }
                for round in 0..<300 {
                    let answer = try await exchange(port, "GET / HTTP/1.0\r\n\r\n")
                    try #require(answer.hasSuffix("served"), "round \(round)")
                    if round == 100 { await groups[0].triggerGracefulShutdown() }
                    if round == 200 { await groups[1].triggerGracefulShutdown() }
                }
                await groups[2].triggerGracefulShutdown()
                try await tasks.waitForAll()
            }
            close(descriptor)
        }
    }
}
