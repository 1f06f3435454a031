import AshlarConfig
import Foundation
import Testing

@Suite struct ConfigTests {
    @Test func `the environment goes before .env, and .env before YAML`() async throws {
        let folder = try Folder([
            "config/app.yaml": "name: yaml\nurl: yaml\ndebug: false\n", ".env": "APP_URL=dotenv\nAPP_DEBUG=on\n",
        ])
        let config = try await Config.load(root: folder.path, variables: ["APP_DEBUG": "true"])
        #expect(config.string("app.name") == "yaml")
        #expect(config.string("app.url") == "dotenv")
        #expect(try config.flag("app.debug") == true)
        #expect(config.environment == .development)
    }

    @Test func `a setting that no file has is read from the environment`() async throws {
        let folder = try Folder([:])
        let config = try await Config.load(
            root: folder.path, variables: ["DATABASE_URL": "postgres:///x", "DATABASE_MAXIMUM_CONNECTIONS": "3"])
        #expect(config.string("database.url") == "postgres:///x")
        #expect(try config.value("database.maximumConnections", as: Int.self) == 3)
        #expect(config.string("mail.host") == nil)
    }

    @Test func `a number that is none is an error that names the key`() async throws {
        let folder = try Folder(["config/database.yaml": "port: many\n"])
        let config = try await Config.load(root: folder.path, variables: [:])
        let error = #expect(throws: ConfigError.self) { try config.value("database.port", as: Int.self) }
        #expect(error?.message == "The setting database.port is \"many\", which is not a valid Int.")
    }

    @Test func `a broken YAML file is named with its line`() async throws {
        let folder = try Folder(["config/app.yaml": "name: blog\n  port: [1\n"])
        let error = await #expect(throws: ConfigError.self) { try await Config.load(root: folder.path, variables: [:]) }
        #expect(error?.message.contains("config/app.yaml") == true)
        #expect(error?.message.contains("2:") == true)
    }

    @Test func `a misspelt environment is refused`() async throws {
        let folder = try Folder([:])
        await #expect(throws: ConfigError.self) {
            try await Config.load(root: folder.path, variables: ["APP_ENV": "prodution"])
        }
    }
}

/// A folder of files that is removed again.
private final class Folder: Sendable {
    let path: String

    init(_ files: [String: String]) throws {
        let root = FileManager.default.temporaryDirectory.appending(path: "ashlar-config-\(UUID().uuidString)")
        path = root.path
        try FileManager.default.createDirectory(at: root.appending(path: "config"), withIntermediateDirectories: true)
        for (name, text) in files { try Data(text.utf8).write(to: root.appending(path: name)) }
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}
