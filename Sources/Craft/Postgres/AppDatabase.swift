/// The database that a command of an app works on: the private one, running and in use, or that of `DATABASE_URL`.
struct AppDatabase {
    /// Its address.
    let url: String
    /// The private server; nil if `DATABASE_URL` is set.
    let postgres: PrivatePostgres?
    /// Whether this command started the private server.
    let wasStarted: Bool
    /// Whether the app reads the address itself, in `.env`.
    let isInDotEnv: Bool
    /// Keeps other commands from stopping the private server.
    private let use: FileLock?

    /// A database that somebody else cares for.
    ///
    /// - Parameters:
    ///   - url: its address.
    ///   - isInDotEnv: whether the app finds it in `.env`.
    init(given url: String, isInDotEnv: Bool = false) {
        self.init(url: url, postgres: nil, wasStarted: false, use: nil, isInDotEnv: isInDotEnv)
    }

    private init(
        url: String, postgres: PrivatePostgres?, wasStarted: Bool, use: FileLock?, isInDotEnv: Bool = false
    ) {
        self.isInDotEnv = isInDotEnv
        self.url = url
        self.postgres = postgres
        self.wasStarted = wasStarted
        self.use = use
    }

    /// None, for an app that has nothing to do with databases.
    static let none = AppDatabase(given: "")

    /// Whether there is none.
    var isNone: Bool { url.isEmpty }

    /// The one that a command of an app is run with.
    static func get(_ need: DatabaseNeed, for app: AppFolder, in place: Place) throws -> AppDatabase {
        switch need {
        case .always: return try open(for: app, in: place)
        case .ifThere: return try find(for: app, in: place)
        case .ifUsed:
            let isNone = try given(for: app, in: place) == nil && !app.usesDatabase
            return try isNone ? none : open(for: app, in: place)
        }
    }

    /// That of `DATABASE_URL`, if it is set.
    private static func given(for app: AppFolder, in place: Place) throws -> AppDatabase? {
        try app.setting("DATABASE_URL", environment: place.environment).map { url in
            AppDatabase(given: url, isInDotEnv: (place.environment["DATABASE_URL"] ?? "").isEmpty)
        }
    }

    /// Starts the private PostgreSQL and makes the development database, unless `DATABASE_URL` is set.
    static func open(for app: AppFolder, in place: Place) throws -> AppDatabase {
        if let given = try given(for: app, in: place) { return given }
        return try open(home: app.root, database: "\(app.databaseName)_development", in: place)
    }

    /// The same for commands that only look: nothing is made. A private PostgreSQL that has been made is started; where it has not
    /// been, or the database has not, the address leads nowhere, and whoever asks there is told so.
    static func find(for app: AppFolder, in place: Place) throws -> AppDatabase {
        if let given = try given(for: app, in: place) { return given }
        guard app.usesDatabase else { return none }
        let postgres = PrivatePostgres(home: app.root, console: place.console, environment: place.environment)
        let name = "\(app.databaseName)_development"
        guard postgres.folders.dataMajor != nil else {
            let nowhere = PrivatePostgres.Server(
                socketFolder: postgres.folders.data, port: PrivatePostgres.port, wasStarted: false)
            return AppDatabase(url: nowhere.url(database: name), postgres: postgres, wasStarted: false, use: nil)
        }
        let use = try postgres.use()
        let server = try postgres.start()
        return AppDatabase(
            url: server.url(database: name), postgres: postgres, wasStarted: server.wasStarted, use: use)
    }

    /// Starts the private PostgreSQL of a folder and makes a database.
    static func open(home: String, database: String, in place: Place) throws -> AppDatabase {
        let postgres = PrivatePostgres(home: home, console: place.console, environment: place.environment)
        let use = try postgres.use()
        let server = try postgres.start()
        try postgres.ensureDatabase(database, on: server)
        return AppDatabase(
            url: server.url(database: database), postgres: postgres, wasStarted: server.wasStarted, use: use)
    }

    /// Becomes a program that goes on using the database.
    ///
    /// - Parameters:
    ///   - launch: the program.
    ///   - lock: another lock that the program holds until it ends.
    func become(_ launch: Launch, holding lock: FileLock? = nil) throws -> Never {
        let locks = [use, lock].compactMap(\.self)
        for lock in locks { lock.passOn() }
        // The locks must outlive their last mention until the program takes over.
        try withExtendedLifetime(locks) { try ChildProcess.become(launch) }
    }

    /// Ends the use.
    ///
    /// - Parameter stopping: whether to stop the private server too, unless somebody else is at work on it.
    func close(stopping: Bool) throws {
        use?.release()
        if stopping { try postgres?.stop(unlessUsed: true) }
    }
}
