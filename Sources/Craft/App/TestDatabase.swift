/// Which database an app's tests use: never the one that development or production uses.
enum TestDatabase: Equatable {
    /// The one of `TEST_DATABASE_URL`.
    case given(url: String)
    /// One of this name on the private PostgreSQL.
    case own(name: String)

    /// Decides.
    ///
    /// - Parameters:
    ///   - app: what the app's databases are called.
    ///   - environment: the environment; it wins over `.env`.
    ///   - dotEnv: the settings of `.env`.
    /// - Throws: ``CraftError`` if `DATABASE_URL` is set and nothing says which database tests may use, or if both are the same.
    init(app: String, environment: [String: String], dotEnv: [String: String]) throws {
        func setting(_ name: String) -> String? {
            [environment, dotEnv].lazy.compactMap { $0[name] }.first { !$0.isEmpty }
        }
        let ordinary = setting("DATABASE_URL")
        guard let given = setting("TEST_DATABASE_URL") else {
            guard ordinary == nil else {
                throw CraftError(
                    "DATABASE_URL is set, and tests would write into that database.",
                    suggestion:
                        "Set TEST_DATABASE_URL to a database that tests may empty, or remove DATABASE_URL to use "
                        + "the private PostgreSQL.")
            }
            self = .own(name: "\(app)_test")
            return
        }
        guard given != ordinary else {
            throw CraftError(
                "TEST_DATABASE_URL and DATABASE_URL are the same database, and tests would write into it.",
                suggestion: "Set TEST_DATABASE_URL to a database that tests may empty.")
        }
        self = .given(url: given)
    }
}
