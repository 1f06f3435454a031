import AshlarPostgres
import Testing

@Suite(
    .enabled(if: Cluster.isAvailable && Certificates.isAvailable, "PostgreSQL's server programs or openssl are missing")
)
struct TLSTests {
    /// What the server says of the connection: its version of TLS, and whom it took the client for.
    private func greeting(_ url: String) async throws -> (version: String?, user: String, client: String?) {
        var configuration = Database.Configuration(url: url)
        configuration.maximumConnections = 1
        let database = Database(configuration: configuration, logger: TestServer.logger)
        do {
            let row = try await database.query(
                """
                select version, current_user::text, client_dn from pg_stat_ssl where pid = pg_backend_pid()
                """)[0]
            await database.shutdown()
            return (try row.decode(0), try row.decode(1), try row.decode(2))
        } catch {
            await database.shutdown()
            throw error
        }
    }

    private func refusal(_ url: String) async throws -> PostgresError {
        try await postgresFailure { _ = try await greeting(url) }
    }

    @Test("every sslmode does what libpq says of it", .timeLimit(.minutes(2)))
    func modes() async throws {
        try await Certificates.withCluster { certificates, _ async throws in
            let authority = "sslrootcert=\(certificates.folder)/ca.pem"
            for mode in ["allow", "prefer", "require"] {
                #expect(try await greeting(certificates.url("sslmode=\(mode)")).version?.hasPrefix("TLSv1.") == true)
            }
            for mode in ["verify-ca", "verify-full"] {
                let version = try await greeting(certificates.url("sslmode=\(mode)", authority)).version
                #expect(version?.hasPrefix("TLSv1.") == true)
            }
            let plain = try await refusal(certificates.url("sslmode=disable"))
            #expect(plain.kind == .unavailable && plain.message.contains("no encryption"))
            #expect(plain.sqlState == SQLState(rawValue: "28000"))
            #expect(plain.suggestion?.contains("encrypted connections only") == true)
            // The certificate is for another name: only the full check notices.
            let other = certificates.url(host: "db.example.com", "sslmode=verify-full", authority)
            let misnamed = try await refusal(other)
            #expect(misnamed.isUnavailable)
            #expect(
                misnamed.message.contains(
                    "server certificate for \"localhost\" does not match host name \"db.example.com\""))
            #expect(misnamed.suggestion?.contains("by the name in the server's certificate") == true)
            let loose = certificates.url(host: "db.example.com", "sslmode=verify-ca", authority)
            #expect(try await greeting(loose).user == "tester")
        }
    }

    @Test("a server that another authority signed, or nobody known, is refused", .timeLimit(.minutes(2)))
    func authorities() async throws {
        try await Certificates.withCluster { certificates, _ async throws in
            let wrong = try await refusal(
                certificates.url("sslmode=verify-full", "sslrootcert=\(certificates.folder)/other.pem"))
            #expect(wrong.isUnavailable && wrong.message.contains("certificate verify failed"))
            #expect(wrong.suggestion?.contains("sslrootcert=/path/ca.pem") == true)
            let missing = try await refusal(
                certificates.url("sslmode=verify-full", "sslrootcert=\(certificates.folder)/none.pem"))
            #expect(missing.message.contains("root certificate file"))
            #expect(missing.suggestion?.contains("sslrootcert=/path/ca.pem") == true)
        }
    }

    @Test("a client is known by its certificate", .timeLimit(.minutes(2)))
    func clients() async throws {
        try await Certificates.withCluster { certificates, cluster async throws in
            try await withDatabase({ $0.url = cluster.url + "&port=\(certificates.port)" }) { db async throws in
                try await db.executeScript("create role certified login")
            }
            func url(_ parameters: String...) -> String {
                certificates.url(
                    user: "certified", "sslmode=verify-full sslrootcert=\(certificates.folder)/ca.pem",
                    parameters.joined(separator: " "))
            }
            func own(_ name: String) -> String {
                "sslcert=\(certificates.folder)/\(name).pem sslkey=\(certificates.folder)/\(name).key"
            }
            let known = try await greeting(url(own("client")))
            #expect(known.user == "certified" && known.client == "/CN=certified")
            let anonymous = try await refusal(url())
            #expect(anonymous.message.contains("connection requires a valid client certificate"))
            #expect(anonymous.suggestion?.contains("sslcert=/path/client.pem") == true)
            #expect(try await refusal(url(own("stranger"))).isUnavailable)
            let lost = try await refusal(
                url("sslcert=\(certificates.folder)/client.pem sslkey=\(certificates.folder)/none.key"))
            #expect(lost.message.contains("none.key"))
        }
    }

    @Test("a server without TLS is no server for who asks for it", .timeLimit(.minutes(2)))
    func withoutTLS() async throws {
        let port = 5432
        try await Cluster.with { cluster async throws in
            // A socket in the file system is never encrypted, and needs not be: it is not refused.
            #expect(try await greeting(cluster.url + "&port=\(port)&sslmode=require").version == nil)
        }
    }
}
