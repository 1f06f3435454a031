import AshlarConfig
import AshlarSupport
import Foundation
import Testing

@Suite struct UnknownSettingTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "ashlar-config-\(UUID().uuidString)")

    private func config(_ files: [String: String]) async throws -> Config {
        try FileManager.default.createDirectory(
            at: folder.appending(path: "config"), withIntermediateDirectories: true)
        for (name, text) in files { try Data(text.utf8).write(to: folder.appending(path: "config/\(name)")) }
        return try await Config.load(root: folder.path, variables: [:])
    }

    @Test func `a key that nothing reads is named with its line and what was meant (F5)`() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let config = try await config([
            "app.yaml": "# The app\nname: Shop\n\nuurl: x\nmail:\n  host: a\n  prot: 25\n",
            "sesion.yaml": "driver: cookie\nidle: 5\n", "prices.yml": "book: 3\n",
        ])
        let unknown = try config.unknownSettings(
            declared: ["app.name", "app.url", "app.mail.host", "app.mail.port", "session.driver", "prices.*"])
        #expect(
            unknown.map(\.description) == [
                """
                Nothing reads the setting app.uurl.
                  at \(folder.path)/config/app.yaml:4
                  Did you mean url?
                """,
                """
                Nothing reads the setting app.mail.prot.
                  at \(folder.path)/config/app.yaml:7
                  Did you mean mail.port?
                """,
                """
                Nothing reads the settings of sesion.
                  at \(folder.path)/config/sesion.yaml:1
                  Did you mean config/session.yaml?
                """,
            ])
    }

    @Test func `keys are found in whatever way YAML is written`() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let config = try await config([
            "a.yaml": """
            ---
            one: 1   # a: comment
            "two words": "x: y"
            three:
              - "name: not a key"
              # port: 1
              - b
            four: [
              1, 2
            ]
            five: { six: 6,
              seven: 7 }
            eight: |
              text: with a colon
              more
            nine:
              ten:
                eleven: http://example.com
              twelve:
            thirteen:
            - a
            fourteen: 'last'
            """
        ])
        #expect(
            try config.written().map { "\($0.key):\($0.location.line)" } == [
                "a.one:2", "a.two words:3", "a.three:4", "a.four:8", "a.five:11", "a.eight:13", "a.nine.ten.eleven:18",
                "a.nine.twelve:19", "a.thirteen:20", "a.fourteen:22",
            ])
        #expect(try config.unknownSettings(declared: ["a.*"]).isEmpty)
        let others = try config.unknownSettings(declared: ["a.five.six", "a.one"]).map(\.message)
        #expect(!others.contains { $0.contains("a.five") || $0.contains("a.one") } && others.count == 8)
    }

    @Test func `the section of a settings type comes from its name`() {
        struct ShopSettings: Settings {
            static let keys = ["a"]
            init(_ config: Config) throws {}
        }
        struct Prices: Settings {
            static let keys = ["*"]
            init(_ config: Config) throws {}
        }
        #expect(ShopSettings.section == "shop" && Prices.section == "prices")
    }
}
