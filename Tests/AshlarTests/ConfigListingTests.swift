import AshlarConfig
import Foundation
import Testing

@testable import Ashlar

@Suite struct ConfigListingTests {
    private func listing(_ isPrivate: Bool = false) async throws -> [String] {
        let folder = try AppFolder([
            ".env": "APP_KEY=abc\nexport SESSION_IDLE=30\n",
            "config/app.yaml": "# what\nname: Shop\nhosts: \"\"\n",
            "config/mail.yaml": "relay: { host: mx, password: p }\n",
        ])
        let config = try await Config.load(
            root: folder.path,
            variables: [
                "DATABASE_URL": "postgres://ada:secret@db/shop", "APP_NAME": "Forum", "APP_PREVIOUS_KEYS": "x,y",
            ]
        ).withDefaults(["blog.perPage": "10"])
        let keys = [
            "app.name", "app.key", "app.previous.keys", "session.idle", "session.driver", "database.url",
            "blog.perPage", "mail.relay.password", "prices.*",
        ]
        return try ConfigListing(config, keys: keys, isPrivatePostgres: isPrivate).rows.map {
            "\($0.key) | \($0.value) | \($0.from)"
        }
    }

    @Test func `each setting says where it comes from, and secrets are hidden`() async throws {
        #expect(
            try await listing() == [
                "app.hosts |  | config/app.yaml:3", "app.key | *** | .env:1",
                "app.name | Forum | APP_NAME in the environment",
                "app.previous.keys | *** | APP_PREVIOUS_KEYS in the environment",
                "blog.perPage | 10 | a module's default",
                "database.url | postgres://ada:***@db/shop | DATABASE_URL in the environment",
                "mail.relay |  | config/mail.yaml:1", "mail.relay.password | *** | config/mail.yaml:1",
                "session.driver |  | not set", "session.idle | 30 | .env:2",
            ])
        #expect(try await listing(true).contains { $0.hasSuffix("| craft's private PostgreSQL") })
    }

    @Test(
        arguments: [
            ("json.keys", "asWritten", "asWritten"), ("stripe.apiKey", "x", "***"), ("mail.token", "x", "***"),
            ("app.name", "Shop", "Shop"),
            ("database.url", "host=db password=x dbname=shop", "host=db password=*** dbname=shop"),
        ])
    func `what is secret is told by its name`(key: String, value: String, shown: String) {
        #expect(ConfigListing.shown(value, key: key) == shown)
    }

    @Test func `for programs it is JSON`() throws {
        let row = ConfigListing.Row(key: "app.name", value: "Shop", from: "config/app.yaml:2", origin: nil)
        #expect(
            try ConfigListing.json([row]) == #"[{"from":"config/app.yaml:2","key":"app.name","value":"Shop"}]"#)
    }
}
