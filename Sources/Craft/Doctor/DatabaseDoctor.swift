import Foundation

/// Looks whether an app's database answers.
struct DatabaseDoctor: Sendable {
    let app: AppFolder
    let place: Place

    /// How long PostgreSQL may take to answer, in seconds.
    private static let patience = 5

    /// What there is, or what is wrong.
    var finding: Finding {
        if let url = try? app.setting("DATABASE_URL", environment: place.environment) {
            return finding(
                "by DATABASE_URL", url: url, missing: "./craft db create",
                silent: "Start it, or mend DATABASE_URL in \(holder("DATABASE_URL")).")
        }
        let postgres = PrivatePostgres(home: app.root, console: place.console, environment: place.environment)
        // Whoever needs it starts it, and makes it first.
        guard let server = postgres.running() else { return .good("Database", "private, stopped") }
        return finding(
            "private, running", url: server.url(database: "\(app.databaseName)_development"),
            missing: "./craft migrate", silent: "./craft db stop && ./craft db start",
            // Tests alone have used the server: nobody misses a database that nothing would be in.
            isMissed: !Files.names(in: "\(app.root)/Sources/App/Database/Migrations").isEmpty)
    }

    private func finding(
        _ what: String, url: String, missing: String, silent: String, isMissed: Bool = true
    ) -> Finding {
        guard let psql = try? PostgresHome.psql(in: place), FileManager.default.isExecutableFile(atPath: psql) else {
            return .bad(
                "Database", "\(what), was not asked: psql is not installed", fix: "apt-get install postgresql-client",
                isMinor: true)
        }
        var environment = place.environment
        environment["PGCONNECT_TIMEOUT"] = String(Self.patience)
        environment["LC_ALL"] = "C.UTF-8"
        let launch = Launch(
            executable: psql,
            arguments: [
                "--no-psqlrc", "--no-password", "--quiet", "--tuples-only", "--dbname=\(url)", "--command=select 1",
            ],
            environment: environment, directory: "/")
        guard let (status, output) = try? ChildProcess.run(launch) else {
            return .bad("Database", "\(what), was not asked: psql does not start", fix: psql, isMinor: true)
        }
        if status.isSuccess { return .good("Database", "\(what), answers") }
        let lines = output.split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }
        let reason = lines.first.map { $0.replacing(/^psql: (error: )?/, with: "") } ?? "\(status)"
        let isMissing = reason.wholeMatch(of: /.*FATAL: .*"[^"]*" does not exist/) != nil && !reason.contains("role \"")
        return .bad(
            "Database", "\(what), \(isMissing ? "is not there" : "does not answer"): \(reason)",
            fix: isMissing ? missing : silent, isMinor: isMissing && !isMissed)
    }

    /// Where a setting is set.
    private func holder(_ name: String) -> String {
        (place.environment[name] ?? "").isEmpty ? ".env" : "the environment"
    }
}
