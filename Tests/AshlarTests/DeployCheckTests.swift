import AshlarConfig
import Foundation
import Testing

@testable import Ashlar

private struct Site: Application {
    func routes(_ routes: Routes) {
        routes.group(middleware: .web) { $0.get("/") { _ in "home" } }
    }
}

private struct Plain: Application {
    func routes(_ routes: Routes) { routes.get("/") { _ in "home" } }
}

@Suite struct DeployCheckTests {
    private func findings(
        _ files: [String: String], _ variables: [String: String] = [:],
        _ surroundings: DeployCheck.Surroundings = .init(), of app: any Application = Site()
    ) async throws -> [DeployCheck.Finding] {
        let folder = try AppFolder(files)
        for name in files.keys where name == ".env" {
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: "\(folder.path)/\(name)")
        }
        let config = try await Config.load(
            root: folder.path, variables: variables.merging(["LOG_LEVEL": "critical"]) { first, _ in first },
            environment: .production)
        var surroundings = surroundings
        surroundings.environment = surroundings.environment ?? config.environmentName
        var found: [DeployCheck.Finding] = []
        try await BootPlan.forCommand(app, config: config) { found = try DeployCheck($0, surroundings).findings }
        return found
    }

    private static let good = [
        "APP_ENV": "production", "APP_KEY": AppKey.random().base64, "APP_URL": "https://example.com",
        "APP_HOSTS": "example.com", "SERVER_TRUSTED_PROXIES": "private", "SECURITY_CONTENT_SECURITY_POLICY": "strict",
        "DATABASE_URL": "postgres://db.example.com/shop?sslmode=verify-full",
    ]

    @Test func `settings that are fit for production have no finding`() async throws {
        #expect(try await findings([:], Self.good) == [])
    }

    @Test func `what must not be deployed says where it is set and what to do`() async throws {
        let found = try await findings(
            [
                ".env": "# mine\nAPP_ENV=development\nAPP_KEY=c2hvcnQ=\n",
                "config/app.yaml": "name: Shop\nurl: http://example.com\ndebug: true\n",
                "config/session.yaml": "driver: memory\nsecure: false\n",
            ], ["DATABASE_URL": "postgres://ada:secret@db.example.com/shop"])
        #expect(
            found.filter(\.isError).map(\.text) == [
                """
                error    APP_ENV is development.
                         at .env:2
                         Set APP_ENV=production where the app runs.
                """,
                """
                error    app.debug is on.
                         at config/app.yaml:3
                         Remove it: production never shows errors to visitors.
                """,
                """
                error    app.url is http://example.com: links are not encrypted.
                         at config/app.yaml:2
                         Write it with https://.
                """,
                """
                error    app.hosts is not set: the app answers for any host that a request names.
                         at not set
                         Set APP_HOSTS=example.com, or hosts: in config/app.yaml.
                """.replacing("\n         at not set", with: ""),
                """
                error    session.secure is off: the session is sent over http too.
                         at config/session.yaml:2
                         Remove it, or write true.
                """,
                """
                error    session.driver is memory: a restart ends all sessions, and processes do not share them.
                         at config/session.yaml:1
                         Use cookie or postgres.
                """,
                """
                error    APP_KEY has 5 bytes; it takes 32 or more.
                         at .env:3
                         Run `./craft key generate` for a new one.
                """,
                """
                error    The connection to PostgreSQL at db.example.com may go unencrypted (sslmode prefer).
                         at DATABASE_URL in the environment
                         Add ?sslmode=verify-full to DATABASE_URL.
                """,
            ])
    }

    @Test func `an app without sessions needs no key and no cookie`() async throws {
        var settings = Self.good
        for name in ["APP_KEY", "SECURITY_CONTENT_SECURITY_POLICY", "DATABASE_URL"] { settings[name] = nil }
        #expect(try await findings([:], settings, of: Plain()) == [])
        let found = try await findings([:], settings)
        #expect(found.map(\.isError) == [false, true])
        #expect(found.last?.message.hasPrefix("APP_KEY is not set") == true)
    }

    @Test func `craft's own PostgreSQL is none for production, and .env is for its owner`() async throws {
        var surroundings = DeployCheck.Surroundings()
        surroundings.isPrivatePostgres = true
        let found = try await findings([:], Self.good, surroundings)
        #expect(
            found.map(\.message) == ["DATABASE_URL is not set: craft's private PostgreSQL is for development."])
        let folder = try AppFolder([".env": "APP_NAME=Shop\n"])
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: "\(folder.path)/.env")
        let config = try await Config.load(root: folder.path, variables: Self.good, environment: .production)
        try await BootPlan.forCommand(Site(), config: config) { plan in
            let found = try DeployCheck(plan, .init(environment: "production")).findings
            #expect(found.map(\.message) == ["Others than its owner can read .env (mode 644)."])
        }
    }

    @Test(
        arguments: [
            ("postgres://ada@db/shop?sslmode=require", DatabaseAddress("host=db sslmode=require"), false),
            ("postgres:///shop", DatabaseAddress(""), true),
            ("postgres://localhost/shop", DatabaseAddress("host=localhost"), true),
            ("postgres://a:p@[::1]:5432/shop", DatabaseAddress("postgres://[::1]/x"), true),
            ("postgres:///shop?host=/run/postgresql", DatabaseAddress("host=/run/postgresql dbname=shop"), true),
        ])
    func `an address of a database`(url: String, same: DatabaseAddress, isLocal: Bool) {
        #expect(DatabaseAddress(url) == same)
        #expect(DatabaseAddress(url).isLocal == isLocal)
    }

    @Test func `migrations that have not run, and models that the database does not know`() async throws {
        try await withTestDatabase { url in
            let folder = try AppFolder()
            let config = try await Config.load(
                root: folder.path, variables: ["LOG_LEVEL": "critical", "DATABASE_URL": url])
            let database = Database(configuration: .init(url: url), logger: Logger(label: "test"))
            let app = Stones()
            let name = try #require(try await app.migrator(on: database).status().first).name
            #expect(try await ModelCheck.run(app, database, config: config) == .pending([name]))
            _ = try await app.migrator(on: database).migrate()
            #expect(try await ModelCheck.run(app, database, config: config) == .different(["add stones.weight"]))
            try await database.execute("alter table stones add column weight bigint not null, add column more text")
            #expect(try await ModelCheck.run(app, database, config: config) == .good)
            #expect(try await ModelCheck.run(app, nil, config: config) == .unknown(nil))
            await database.shutdown()
        }
    }

    @Test func `a database that is not there, and one that does not answer`() async throws {
        try await withTestDatabase { url in
            let config = try await Config.load(
                root: try AppFolder().path, variables: ["LOG_LEVEL": "critical", "DATABASE_URL": url])
            func result(_ url: String, _ app: any Application, isPrivate: Bool) async throws -> ModelCheck.Result {
                let database = Database(configuration: .init(url: url), logger: Logger(label: "test"))
                let result = try await ModelCheck.run(app, database, config: config, isPrivate: isPrivate)
                await database.shutdown()
                return result
            }
            let none = try #require(URLComponents(string: url)).replacingDatabase(with: "ashlar_none")
            #expect(try await result(none, Stones(), isPrivate: true) == .missing)
            // craft has a database for every app: nobody misses it where nothing would be in it.
            let plain = RoutesOnly { $0.get("/") { _ in "a" } }
            #expect(try await result(none, plain, isPrivate: true) == .unknown(nil))
            #expect(try await result(none, plain, isPrivate: false) == .missing)
            let silent = try await result("postgres:///none?host=/nowhere", plain, isPrivate: false)
            let reason = if case .unknown(let reason?) = silent { reason } else { "" }
            #expect(reason.contains("No connection to PostgreSQL"), "\(silent)")
        }
    }

    @Test(
        "what is wrong with the database fails, and says what mends it",
        arguments: [
            (ModelCheck.Result.missing, true, "The database shop is not there.", "./craft migrate"),
            (.missing, false, "The database shop is not there.", "Make it: ./craft db create. Or mend its address: "),
            (.unknown("No."), true, "The database does not answer: No.", "./craft db start"),
            (.unknown("No."), false, "The database does not answer: No.", "database.url is set by DATABASE_URL in the"),
            (.pending(["create_a"]), true, "A migration has not run. Run it: ./craft migrate", "  create_a"),
            (.pending(["a", "b"]), false, "2 migrations have not run. Run them: ./craft migrate", "  b"),
        ])
    func failures(result: ModelCheck.Result, isPrivate: Bool, message: String, fix: String) async throws {
        let config = try await Config.load(
            root: try AppFolder().path, variables: ["DATABASE_URL": "postgres://ada@db/shop?sslmode=require"])
        let failure = try #require(try CheckCommand.failure(result, config, isPrivate: isPrivate))
        #expect(failure.message == message && "\(failure)".contains(fix), "\(failure)")
        for good in [ModelCheck.Result.good, .unknown(nil)] {
            #expect(try CheckCommand.failure(good, config, isPrivate: isPrivate) == nil)
        }
    }

    @Test func `what is in order is said in a line`() {
        #expect(CheckCommand.summary(routes: 1) == "In order: 1 route, and all controllers, views and settings.")
        #expect(CheckCommand.summary(routes: 2).hasPrefix("In order: 2 routes, "))
    }
}

@Model private struct Stone {
    var id: Int?
    var name: String
    var weight: Int
}

private struct CreateStones: Migration {
    func up(_ schema: Schema) async throws {
        try await schema.create("stones") {
            $0.id()
            $0.text("name")
        }
    }

    func down(_ schema: Schema) async throws { try await schema.drop("stones") }
}

private struct Stones: Application {
    let migrations: [any Migration.Type] = [CreateStones.self]
    let models: [any Model.Type] = [Stone.self]

    func routes(_ routes: Routes) {}
}
