import AshlarConfig
import AshlarSupport
import Foundation
import Testing

@Suite struct EnvironmentFileTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "ashlar-env-\(UUID().uuidString)")

    private func write(_ files: [String: String]) throws {
        try FileManager.default.createDirectory(
            at: folder.appending(path: "config"), withIntermediateDirectories: true)
        for (name, text) in files { try Data(text.utf8).write(to: folder.appending(path: name)) }
    }

    private func load(_ variables: [String: String] = [:], _ environment: AppEnvironment? = nil) async throws -> Config
    {
        try await Config.load(root: folder.path, variables: variables, environment: environment)
    }

    @Test func `the file of an environment goes before .env there, and nowhere else (2.3)`() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try write([
            "config/mail.yaml": "host: yaml\nport: 25\n", ".env": "MAIL_HOST=all\nMAIL_USER=ada\n",
            ".env.production": "# ours\nMAIL_HOST=live\n", ".env.testing": "MAIL_HOST=none\n",
        ])
        #expect(try await load().string("mail.host") == "all")
        #expect(try await load(["APP_ENV": "test"]).string("mail.host") == "none")
        let live = try await load(["APP_ENV": "prod"])
        #expect(live.string("mail.host") == "live")
        #expect(live.string("mail.user") == "ada")
        #expect(try await load(["APP_ENV": "production", "MAIL_HOST": "mine"]).string("mail.host") == "mine")
        #expect(try await load([:], .production).string("mail.host") == "live")
        let origins = try SettingOrigins(of: live)
        func place(_ file: String, _ line: Int) -> AshlarSupport.SourceLocation {
            AshlarSupport.SourceLocation(file: "\(folder.path)/\(file)", line: line)
        }
        #expect(origins.origin(of: "mail.host") == .dotEnv("MAIL_HOST", place(".env.production", 2)))
        #expect(origins.origin(of: "mail.user") == .dotEnv("MAIL_USER", place(".env", 2)))
        #expect(origins.origin(of: "mail.port") == .file(place("config/mail.yaml", 2)))
    }

    @Test func `an encrypted file is read with its key, and with no other`() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let key = EncryptedSettings.makeKey()
        let sealed = try EncryptedSettings(name: ".env.production").encrypt("MAIL_PASSWORD=hunter2\n", key: key)
        #expect(!sealed.contains("hunter2"))
        try write([".env.production.encrypted": sealed, ".env": "MAIL_HOST=all\n"])
        let config = try await load(["APP_ENV": "production", "APP_ENV_KEY": key])
        #expect(config.string("mail.password") == "hunter2")
        #expect(config.string("mail.host") == "all")
        #expect(try await load(["APP_ENV": "development"]).string("mail.password") == nil)
        let missing = await #expect(throws: ConfigError.self) { try await load(["APP_ENV": "production"]) }
        #expect(missing?.message == ".env.production.encrypted cannot be read without its key.")
        let wrong = await #expect(throws: ConfigError.self) {
            try await load(["APP_ENV": "production", "APP_ENV_KEY": EncryptedSettings.makeKey()])
        }
        #expect(wrong?.message == ".env.production.encrypted cannot be read with this APP_ENV_KEY.")
        // What was encrypted for one environment is not taken for another's.
        try write([".env.testing.encrypted": sealed])
        await #expect(throws: ConfigError.self) { try await load(["APP_ENV": "testing", "APP_ENV_KEY": key]) }
        // The plain file goes first, and needs no key.
        try write([".env.production": "MAIL_PASSWORD=new\n"])
        #expect(try await load(["APP_ENV": "production"]).string("mail.password") == "new")
    }

    @Test func `settings are asked for, demanded, listed and replaced`() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try write([
            "config/shop.yaml": "currency: EUR\nlimits:\n  basket: 20\nmotto: \"\"\n", ".env": "SHOP_CURRENCY=CHF\n",
        ])
        let config = try await load(["SHOP_COUNTRIES": "DE, CH"]).withDefaults(["shop.pages": "3", "blog.pages": "9"])
        #expect(config.has("shop.currency") && !config.has("shop.motto") && !config.has("shop.tax"))
        #expect(try config.required("shop.currency") == "CHF")
        #expect(try config.required("shop.limits.basket", as: Int.self) == 20)
        let error = #expect(throws: ConfigError.self) { try config.required("shop.taxRate", as: Double.self) }
        #expect(
            error?.description.contains("The setting shop.taxRate is missing.") == true
                && error?.description.contains("config/shop.yaml, or set SHOP_TAX_RATE") == true)
        #expect(config.list("shop.countries") == ["DE", "CH"])
        #expect(try config.all("shop") == ["shop.currency": "CHF", "shop.limits.basket": "20", "shop.pages": "3"])
        #expect(try config.all()["blog.pages"] == "9")
        let other = config.setting(["shop.currency": "USD", "shop.limits.basket": ""])
        #expect(other.string("shop.currency") == "USD" && !other.has("shop.limits.basket"))
        #expect(config.string("shop.currency") == "CHF")
        #expect(config.environment.isDevelopment && !config.environment.isProduction && !config.environment.isTesting)
    }
}
