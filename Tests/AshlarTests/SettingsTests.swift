import AshlarConfig
import AshlarContainer
import AshlarRouting
import Foundation
import Testing

@testable import Ashlar

private struct ShopSettings: Settings {
    static let keys = ["currency", "perPage"]
    let currency: String
    let perPage: Int

    init(_ config: Config) throws {
        currency = config.string("shop.currency") ?? "EUR"
        perPage = try config.value("shop.perPage") ?? 20
    }
}

@Controller private struct ShopController {
    let settings: ShopSettings
    func show() -> String { "\(settings.perPage) \(settings.currency)" }
}

private struct Shop: Application {
    let settings: [any Settings.Type] = [ShopSettings.self]
    func routes(_ routes: Routes) { routes.get("/", ShopController.show) }
}

@Suite struct SettingsTests {
    @Test func `an app's settings are read at boot, and injected by their type`() async throws {
        let folder = try AppFolder(["config/shop.yaml": "currency: USD\n"])
        try await withKernel(Shop(), in: folder, ["SHOP_PER_PAGE": "7"]) { kernel async throws in
            #expect(try await kernel.send(.get, "/").text == "7 USD")
        }
        await #expect {
            try await withKernel(Shop(), in: folder, ["SHOP_PER_PAGE": "many"]) { _ in }
        } throws: { error in
            (error as? BootError)?.description.contains("The setting shop.perPage is \"many\"") == true
        }
    }

    @Test func `a key that nothing reads is a finding, and no mistake (F5)`() async throws {
        let folder = try AppFolder([
            "config/shop.yaml": "curency: USD\nperPage: 3\n", "config/app.yaml": "name: Shop\n",
            "config/session.yaml": "drivr: memory\n",
        ])
        let config = try await Config.load(root: folder.path, variables: ["LOG_LEVEL": "critical"])
        try await BootPlan.forCommand(Shop(), config: config) { plan in
            let found = plan.findings.map { "\($0)" }
            #expect(found.count == 2)
            #expect(found.first?.contains("Nothing reads the setting session.drivr.\n  at ") == true)
            #expect(found.first?.contains("config/session.yaml:1\n  Did you mean driver?") == true)
            #expect(found.last?.contains("Nothing reads the setting shop.curency.") == true)
            let text = CheckFindings(all: plan.findings).description
            #expect(text.hasPrefix("The app starts, but 2 settings of it do nothing.\n\nNothing reads "))
            #expect(text.contains("Did you mean currency?"))
            try await plan.boot().shutdown()
        }
    }

    @Test func `wrong values of server, security and session are found without serving, with their places`()
        async throws
    {
        let folder = try AppFolder([
            "config/server.yaml": "# seconds\ngrace: soon\nbacklog: 0\nidleTimeout: 9223372036854775807\n",
            "config/security.yaml": "apiRequestsPerMinute: many\n",
            ".env": "SESSION_IDLE=long\nSESSION_DRIVER=reddis\n",
        ])
        let variables = ["LOG_LEVEL": "critical", "SERVER_HEAD_TIMEOUT": "1.5"]
        let config = try await Config.load(root: folder.path, variables: variables)
        let error = try #require(
            await #expect(throws: BootError.self) { try await BootPlan.forCommand(Shop(), config: config) { _ in } })
        let root = folder.path
        #expect(
            error.problems.map { "\($0)" }.sorted() == [
                "The setting security.apiRequestsPerMinute is \"many\", which is not a valid Int.\n"
                    + "  at \(root)/config/security.yaml:1\n  Write a whole number.",
                "The setting server.backlog is 0.\n  at \(root)/config/server.yaml:3\n  Write at least 1.",
                "The setting server.grace is \"soon\", which is not a valid Int.\n"
                    + "  at \(root)/config/server.yaml:2\n  Write a whole number.",
                "The setting server.headTimeout is \"1.5\", which is not a valid Int.\n"
                    + "  Write a whole number. It is set by the variable SERVER_HEAD_TIMEOUT of the environment.",
                "The setting server.idleTimeout is 9223372036854775807.\n"
                    + "  at \(root)/config/server.yaml:4\n  Write at most 2147483647.",
                "The setting session.driver is \"reddis\".\n"
                    + "  at \(root)/.env:2\n  Write one of cookie, postgres, memory.",
                "The setting session.idle is \"long\", which is not a valid Int.\n"
                    + "  at \(root)/.env:1\n  Write a whole number.",
            ])
        let one = try await Config.load(root: folder.path, variables: ["SERVER_GRACE": "no"]).setting([
            "server.backlog": "9", "server.idleTimeout": "9", "security.apiRequestsPerMinute": "9", "session.idle": "9",
            "session.driver": "memory",
        ])
        await #expect(throws: ConfigError.self) { try await BootPlan.forCommand(Shop(), config: one) { _ in } }
    }

    @Test func `what the framework ships in config is all read`() async throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().path
        let config = try await Config.load(root: root, variables: [:])
        #expect(try config.unknownSettings(declared: FrameworkSettings.keys).isEmpty)
        #expect(try Set(config.written().map(\.key)).isSuperset(of: ["json.dates", "app.editor"]))
    }

    @Test func `every setting that the framework reads is known as one`() throws {
        let sources = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Sources")
        let files = FileManager.default.enumerator(atPath: sources.path)?.compactMap { $0 as? String } ?? []
        let known = Set(FrameworkSettings.keys)
        let pattern =
            /(?:string|flag|value|list|choice|minutes)\("((?:app|database|json|log|security|server|session)\.[A-Za-z.]+)"/
        for file in files where file.hasPrefix("Ashlar") && file.hasSuffix(".swift") {
            let text = try String(contentsOf: sources.appending(path: file), encoding: .utf8)
            for line in text.split(separator: "\n") where !line.drop(while: { $0 == " " }).hasPrefix("///") {
                for match in line.matches(of: pattern) {
                    #expect(known.contains(String(match.1)), "\(match.1) in \(file)")
                }
            }
        }
    }
}
