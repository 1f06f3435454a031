import AshlarPostgres
import Testing

@Suite struct ConfigurationTests {
    private static let password = "s3cr3t-Pa55word"

    @Test(
        "a malformed connection string is an error that does not show the password",
        arguments: [
            "postgres://ada:s3cr3t-Pa55word@host:port:5/db?x", "postgres://ada:%zzs3cr3t-Pa55word@host/db",
            "host=x password=s3cr3t-Pa55word nonsense",
            "host=x passwort=s3cr3t-Pa55word", "postgres://ada@host/db?pasword=s3cr3t-Pa55word",
            "host='s3cr3t-Pa55word",
            "postgres://ada:s3cr3t-Pa55word@[::1/db", "s3cr3t-Pa55word", "host=a\0b password=s3cr3t-Pa55word",
        ])
    func malformed(url: String) async throws {
        let configuration = Database.Configuration(url: url)
        let error = try #require(throws: PostgresError.self) { try configuration.validate() }
        #expect(error.kind == .configuration)
        #expect(error.message.hasPrefix("The PostgreSQL connection string is malformed: "))
        #expect(error.suggestion?.hasPrefix("Write it as postgres://user:password@host:5432/database") == true)
        let db = Database(configuration: configuration, logger: TestServer.logger)
        let used = try await postgresFailure { try await db.query("select 1", file: "App/A.swift", line: 1) }
        #expect(used.message == error.message)
        for text in descriptions(configuration) + descriptions(db) + descriptions(error) + descriptions(used) {
            #expect(!text.contains("s3cr3t"))
        }
        await db.shutdown()
    }

    @Test("a misspelt parameter is recognised")
    func suggestion() throws {
        let error = try #require(throws: PostgresError.self) {
            try Database.Configuration(url: "host=x passwort=y").validate()
        }
        #expect(
            error.message
                == "The PostgreSQL connection string is malformed: it has a parameter that libpq does not know. "
                + "Did you mean \"password\"?")
    }

    @Test("no description shows the password, also not that of a failed connection")
    func hidesPassword() async throws {
        let url = "postgres://ada:\(Self.password)@/db?host=/nonexistent-folder"
        let configuration = Database.Configuration(url: url)
        #expect(
            configuration.description == "user=ada dbname=db host=/nonexistent-folder"
                || configuration.description.contains("user=ada"))
        let log = LogCollector()
        let db = Database(configuration: configuration, logger: log.logger)
        let error = try await postgresFailure { try await db.query("select 1") }
        await db.shutdown()
        #expect(!log.messages.isEmpty)
        for text in descriptions(configuration) + descriptions(db) + descriptions(error) + log.messages {
            #expect(!text.contains(Self.password))
        }
    }

    private func descriptions<T>(_ value: T) -> [String] {
        var dumped = ""
        dump(value, to: &dumped)
        return ["\(value)", String(reflecting: value), dumped]
    }

    @Test(
        "limits that make no sense are refused",
        arguments: [
            (0, 0, 1, 0, "maximumConnections is 0; it must be 1 or more"),
            (2, 3, 1, 0, "minimumConnections is 3; it must be between 0 and maximumConnections (2)"),
            (2, 0, 0, 0, "pipelineDepth is 0; it must be 1 or more"),
            (2, 0, 1, -1, "preparedStatements is -1; it must be 0 or more"),
        ])
    func limits(maximum: Int, minimum: Int, depth: Int, prepared: Int, message: String) throws {
        var configuration = Database.Configuration(url: "")
        configuration.maximumConnections = maximum
        configuration.minimumConnections = minimum
        configuration.pipelineDepth = depth
        configuration.preparedStatements = prepared
        let error = try #require(throws: PostgresError.self) { try configuration.validate() }
        #expect(error.message == message)
    }

    @Test(
        "URLs and connection strings are taken",
        arguments: ["", "postgres:///db", "postgresql://h:1/db", "host=/run dbname=x"])
    func wellFormed(url: String) throws { try Database.Configuration(url: url).validate() }
}
