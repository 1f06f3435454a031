import Ashlar
import AshlarTesting
import Foundation
import Testing

private protocol Bell: Sendable { func ring() -> String }
private struct LoudBell: Bell { func ring() -> String { "DING" } }
private struct QuietBell: Bell { func ring() -> String { "ding" } }

private enum Door: Facade { typealias Service = any Bell }
private enum BackDoor: Facade {
    typealias Service = any Bell
    static let qualifier: Qualifier? = "back"
}
private enum Nothing: Facade { typealias Service = any Sendable & Hashable }

private struct Bells: ServiceProvider {
    func register(_ container: Container) {
        container.singleton((any Bell).self) { _ in LoudBell() }
        container.singleton((any Bell).self, named: "back") { _ in QuietBell() }
    }
}

/// Services by name, for code that nothing was passed to.
@Suite struct FacadeTests {
    private let app = RoutesOnly(providers: [Bells.self]) { routes in
        routes.get("/ring") { _ in try Self.ring() }
        routes.get("/name") { _ in try Config.current.appName }
        routes.get("/link") { _ in try URLGenerator.current.path(to: "ring") }
        routes.get("/ring/{times}") { _ in "" }.name("rings")
        routes.get("/named") { _ in "" }.name("ring")
        routes.get("/nothing") { _ -> String in
            _ = try Nothing.current
            return "something"
        }
    }

    /// Far from any container.
    private static func ring() throws -> String { try Door.current.ring() + BackDoor.current.ring() }

    @Test func `a facade asks the container of its own app, whose binding a test may replace`() async throws {
        let folder = try AppFolder()
        let config = try await Config.load(root: folder.path, variables: ["LOG_LEVEL": "critical", "APP_NAME": "Loud"])
        let other = config.setting(["app.name": "Quiet"])
        try await Kernel.whileBooted(app, config: config) { loud async throws in
            try await Kernel.whileBooted(
                app, config: other, customize: { $0.instance(QuietBell(), as: (any Bell).self) }
            ) { quiet async throws in
                try await withThrowingTaskGroup(of: Void.self) { tasks in
                    for _ in 0..<50 {
                        tasks.addTask { () async throws in
                            #expect(try await loud.send(.get, "/ring").text == "DINGding")
                            #expect(try await loud.send(.get, "/name").text == "Loud")
                        }
                        tasks.addTask { () async throws in
                            #expect(try await quiet.send(.get, "/ring").text == "dingding")
                            #expect(try await quiet.send(.get, "/name").text == "Quiet")
                        }
                    }
                    try await tasks.waitForAll()
                }
                #expect(try await loud.send(.get, "/link").text == "/named")
                let ringing = try await TestApp(kernel: quiet).inRequest { _ in try Self.ring() }
                #expect(ringing == "dingding")
                #expect(try await loud.send(.get, "/nothing").status == 500)
            }
        }
    }

    @Test func `outside of any app there is none`() {
        let error = #expect(throws: NoCurrentKernel.self) { try Door.current }
        #expect(error?.suggestion?.contains("container") == true)
    }
}
