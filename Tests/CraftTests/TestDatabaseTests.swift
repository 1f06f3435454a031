import Testing

@testable import Craft

@Suite struct TestDatabaseTests {
    @Test func isTheAppsOwnByDefault() throws {
        #expect(try TestDatabase(app: "blog", environment: [:], dotEnv: [:]) == .own(name: "blog_test"))
        #expect(
            try TestDatabase(app: "blog", environment: ["DATABASE_URL": ""], dotEnv: [:]) == .own(name: "blog_test"))
    }

    @Test func isTheGivenOne() throws {
        let environment = ["DATABASE_URL": "postgres://a/blog", "TEST_DATABASE_URL": "postgres://a/test"]
        #expect(
            try TestDatabase(app: "blog", environment: environment, dotEnv: [:]) == .given(url: "postgres://a/test"))
        #expect(
            try TestDatabase(app: "blog", environment: [:], dotEnv: environment) == .given(url: "postgres://a/test"))
    }

    @Test("is never that of DATABASE_URL", arguments: [true, false])
    func neverTheOrdinary(inEnvironment: Bool) {
        let variables = ["DATABASE_URL": "postgres://a/blog"]
        #expect(
            message(of: {
                _ = try TestDatabase(
                    app: "blog", environment: inEnvironment ? variables : [:], dotEnv: inEnvironment ? [:] : variables)
            }) == """
                DATABASE_URL is set, and tests would write into that database.
                Set TEST_DATABASE_URL to a database that tests may empty, or remove DATABASE_URL to use the private PostgreSQL.
                """)
    }

    @Test func refusesTheSameDatabaseTwice() {
        let both = ["DATABASE_URL": "postgres://a/blog", "TEST_DATABASE_URL": "postgres://a/blog"]
        #expect(
            message(of: { _ = try TestDatabase(app: "blog", environment: both, dotEnv: [:]) }) == """
                TEST_DATABASE_URL and DATABASE_URL are the same database, and tests would write into it.
                Set TEST_DATABASE_URL to a database that tests may empty.
                """)
    }
}
