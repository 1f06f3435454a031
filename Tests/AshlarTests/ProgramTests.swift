import AshlarConfig
import AshlarSupport
import AshlarTesting
import Foundation
import NIOCore
import ServiceLifecycle
import Synchronization
import TestClients
import Testing

@testable import Ashlar

/// A served app as a process: what it says with its exit code.
@Suite struct ProgramTests {
    @Test(.timeLimit(.minutes(2)))
    func `told to stop, a program finishes what is in flight, ends its providers, and leaves with 0`() async throws {
        await #expect(processExitsWith: .success) {
            let folder = try AppFolder()
            #expect(FileManager.default.changeCurrentDirectoryPath(folder.path))
            await AppProgram.run(StoppedApp(), arguments: ["serve", "--port", "0"])
            // It has returned, so the process would leave with 0; what has happened before is what counts.
            let answer = await StoppedApp.answer.value ?? ""
            #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n"))
            #expect(answer.hasSuffix("finished"))
            let isShutDown = StoppedApp.isShutDown.load(ordering: .sequentiallyConsistent)
            #expect(isShutDown)
        }
    }

    @Test func `an error says where it is and what to do, once`() {
        struct Plain: DetailedError {
            let description = "It is broken"
            let location: AshlarSupport.SourceLocation? = AshlarSupport.SourceLocation(file: "App/Shelf.swift", line: 7)
            let suggestion: String? = "Mend it:\n  mend()"
        }
        #expect(
            AppProgram.text(of: Plain()) == """
                It is broken
                  at App/Shelf.swift:7
                  Mend it:
                    mend()
                """)
        let whole = ConfigError(message: "It is broken", suggestion: "Mend it.")
        #expect(AppProgram.text(of: whole) == "\(whole)")
        #expect(AppProgram.text(of: CancellationError()) == "\(CancellationError())")
    }

    @Test(.timeLimit(.minutes(2)))
    func `a provider that fails to boot ends the program with 1 and the reason`() async throws {
        let result = await #expect(processExitsWith: .exitCode(1), observing: [\.standardErrorContent]) {
            let folder = try AppFolder()
            #expect(FileManager.default.changeCurrentDirectoryPath(folder.path))
            let app = RoutesOnly(providers: [BrokenProvider.self]) { _ in }
            await AppProgram.run(app, arguments: ["serve", "--port", "0"])
        }
        let text = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
        #expect(text.contains("error: "), "\(text)")
        #expect(text.contains("BrokenProvider") && text.contains("The disk is full."), "\(text)")
    }
}

private struct BrokenProvider: ServiceProvider {
    struct Failure: Error, CustomStringConvertible { let description = "The disk is full." }

    init() {}
    func register(_ container: Container) {}
    func boot(_ resolver: Resolver) async throws { throw Failure() }
}

private struct StoppedProvider: ServiceProvider {
    init() {}
    func register(_ container: Container) {}
    func shutdown() async { StoppedApp.isShutDown.store(true, ordering: .sequentiallyConsistent) }
}

/// An app that is told to stop by its own client, in the middle of a request. It has a process of its own.
private struct StoppedApp: Application {
    static let isShutDown = Atomic(false)
    static let answer = Promised<String>()
    private static let gate = Promised<Void>()

    let providers: [any ServiceProvider.Type] = [StoppedProvider.self]

    func routes(_ routes: Routes) {
        routes.get("/slow") { _ in
            kill(getpid(), SIGTERM)
            _ = await Self.gate.value
            return "finished"
        }
    }

    func server(
        _ kernel: Kernel, configuration: HTTPServer.Configuration, logger: Logger,
        onListening: @escaping @Sendable (HTTPServer.Address) async -> Void
    ) throws -> any Service {
        HTTPServer(kernel, configuration: configuration, logger: logger) { address in
            await onListening(address)
            guard case .tcp(_, let port) = address else { return }
            Task { try await Self.ask(port) }
        }
    }

    private static func ask(_ port: Int) async throws {
        try await RawClient.connect(port).talk { idle, _ in
            try await RawClient.connect(port).talk { reader, writer in
                try await writer.write(ByteBuffer(string: "GET /slow HTTP/1.1\r\nHost: x\r\n\r\n"))
                // What is idle is closed once the server stops: until then nothing is answered.
                _ = await idle.rest()
                gate.keep(())
                answer.keep(await reader.rest())
            }
        }
    }
}

/// A value that comes later.
private final class Promised<Value: Sendable>: Sendable {
    private let stream: AsyncStream<Value>
    private let continuation: AsyncStream<Value>.Continuation

    init() { (stream, continuation) = AsyncStream.makeStream() }

    func keep(_ value: Value) { continuation.yield(value) }

    /// The value, once it is there.
    var value: Value? { get async { await stream.first { _ in true } } }
}
