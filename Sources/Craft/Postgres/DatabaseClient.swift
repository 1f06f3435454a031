import Foundation

/// PostgreSQL's own programs, at work on an app's database.
struct DatabaseClient {
    let database: AppDatabase
    let place: Place

    /// Opens the app's database.
    init(in place: Place) throws {
        database = try AppDatabase.open(for: place.app(), in: place)
        self.place = place
    }

    /// `psql` with arguments; it stops at the first error and reads nobody's settings.
    func psql(_ arguments: [String], on url: String? = nil) throws -> Launch {
        Launch(
            executable: try PostgresHome.psql(in: place),
            arguments: [
                "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--pset=pager=off",
                "--dbname=\(url ?? database.url)",
            ] + arguments, environment: place.environment, output: .inherited)
    }

    /// `pg_dump` with arguments, of a version that understands the server.
    func pgDump(_ arguments: [String]) throws -> Launch {
        let installed = PostgresInstallation.all(environment: place.environment).map { $0.program("pg_dump") }
        guard
            let program = (installed + [Programs.path(of: "pg_dump", in: place.environment)].compactMap(\.self))
                .first(where: { FileManager.default.isExecutableFile(atPath: $0) })
        else {
            throw CraftError(
                "pg_dump is not installed.", suggestion: "Install it: apt-get install postgresql-client")
        }
        return Launch(
            executable: program, arguments: ["--no-owner", "--no-privileges", "--dbname=\(database.url)"] + arguments,
            environment: place.environment, output: .inherited)
    }

    /// Runs a program to its end.
    func run(_ launch: Launch, failure: String) throws {
        guard try ChildProcess.run(launch).status.isSuccess else { throw CraftError(failure) }
    }

    /// The address of the database `postgres` beside that of the app, and the name of the app's.
    ///
    /// - Throws: ``CraftError`` for an address that is not understood.
    func maintenance() throws -> (url: String, name: String) {
        guard var address = URLComponents(string: database.url), ["postgres", "postgresql"].contains(address.scheme),
            address.path.count > 1
        else {
            throw CraftError(
                "DATABASE_URL names no database by an address.",
                suggestion: "Write it as postgres://user:password@host/database.")
        }
        let name = String(address.path.dropFirst())
        address.path = "/postgres"
        return (address.string ?? database.url, name)
    }

    /// A statement as one that answers with JSON.
    static func json(_ sql: String) -> String {
        "with answer as (\(trimmed(sql))) select coalesce(json_agg(row_to_json(answer)), '[]') from answer"
    }

    /// A statement without what ends it.
    static func trimmed(_ sql: String) -> String {
        var sql = Substring(sql)
        while let last = sql.last, last == ";" || last.isWhitespace { sql.removeLast() }
        return String(sql)
    }

    /// A name as SQL has it.
    static func identifier(_ name: String) -> String { "\"\(name.replacing("\"", with: "\"\""))\"" }
}
