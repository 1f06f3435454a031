/// The private PostgreSQL that commands mean in a place: the app's, or that of the framework's clone for its own tests.
struct PostgresHome {
    /// The server.
    let postgres: PrivatePostgres
    /// The app's development database; nil in the framework's clone.
    let database: String?

    /// Finds it.
    ///
    /// - Throws: ``CraftError`` if the place is neither in an app nor in the clone, or if `DATABASE_URL` is set.
    static func find(in place: Place) throws -> PostgresHome {
        if AppFolder.around(place.folder) == nil, (place.folder + "/").hasPrefix(place.framework + "/") {
            return PostgresHome(
                postgres: PrivatePostgres(
                    home: place.framework, console: place.console, environment: place.environment),
                database: nil)
        }
        let app = try place.app()
        if try app.setting("DATABASE_URL", environment: place.environment) != nil {
            throw CraftError(
                "The app uses the database of DATABASE_URL, so it has no private PostgreSQL.",
                suggestion: "Remove DATABASE_URL from .env and from the environment to use one.")
        }
        return PostgresHome(
            postgres: PrivatePostgres(home: app.root, console: place.console, environment: place.environment),
            database: "\(app.databaseName)_development")
    }

    /// The path of psql.
    static func psql(in place: Place) throws -> String {
        if let psql = Programs.path(of: "psql", in: place.environment) { return psql }
        return try PostgresInstallation.find(forData: nil, environment: place.environment).program("psql")
    }
}
