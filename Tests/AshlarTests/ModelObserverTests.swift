import Ashlar
import Synchronization
import Testing

/// What observers of gadgets write to, bound in the container.
final class GadgetLog: Sendable {
    private let lines = Mutex<[String]>([])
    var all: [String] { lines.withLock { $0 } }
    func add(_ line: String) { lines.withLock { $0.append(line) } }
}

@Injectable struct GadgetObserver: ModelObserver {
    let log: GadgetLog

    func creating(_ gadget: inout Gadget) async throws { gadget.name += "!" }
    func created(_ gadget: Gadget) async throws { log.add("created \(gadget.name)") }
}

@Injectable struct NeedyObserver: ModelObserver {
    let printer: any Printer

    func created(_ gadget: Gadget) async throws {}
}

private struct GadgetLogProvider: ServiceProvider {
    func register(_ container: Container) { container.singleton(GadgetLog.self) { _ in GadgetLog() } }
    func boot(_ resolver: Resolver) async throws { try resolver.observe(GadgetObserver.self) }
}

private struct NeedyProvider: ServiceProvider {
    func boot(_ resolver: Resolver) async throws { try resolver.observe(NeedyObserver.self) }
}

@Suite struct ModelObserverTests {
    @Test func `an observer of the container has what it needs, and is told by every request`() async throws {
        let app = RoutesOnly(providers: [GadgetLogProvider.self]) {
            $0.post("/gadgets") { _ in try await Gadget.create(name: "Lamp").name }
        }
        try await withTestDatabase { url in
            try await withKernel(app, in: try AppFolder(), ["DATABASE_URL": url]) { kernel async throws in
                try await Migrator([CreateGadgets.self], database: try #require(kernel.database)).migrate()
                let response = try await kernel.respond(to: Request(method: .post, target: "/gadgets"))
                #expect(String(buffer: try await response.body.collect()) == "Lamp!")
                let log = try kernel.resolver.resolve(GadgetLog.self)
                #expect(log.all == ["created Lamp!"])
            }
        }
    }

    @Test func `an observer whose needs nobody binds keeps the app from starting`() async throws {
        try await withTestDatabase { url in
            let app = RoutesOnly(providers: [NeedyProvider.self]) { _ in }
            let thrown = await #expect(throws: ProviderFailure.self) {
                try await withKernel(app, in: try AppFolder(), ["DATABASE_URL": url]) { _ in }
            }
            let error = try #require(thrown)
            #expect(error.provider == "NeedyProvider")
            #expect("\(error.reason)".contains("Nothing is bound to any Printer"))
        }
    }
}
