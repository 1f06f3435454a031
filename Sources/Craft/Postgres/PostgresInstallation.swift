import Foundation

/// The programs of a PostgreSQL server on this machine.
struct PostgresInstallation: Sendable, Equatable {
    /// The folder of `initdb`, `pg_ctl`, `postgres` and `psql`.
    let programs: String
    /// The major version, such as 15.
    let major: Int

    /// The path of one of its programs.
    func program(_ name: String) -> String { "\(programs)/\(name)" }

    /// What every installation that craft can use has.
    static let needed = ["initdb", "pg_ctl", "postgres", "psql"]

    /// Everything installed, newest first, wherever the distribution puts it.
    static func all(environment: [String: String]) -> [PostgresInstallation] {
        var seen: Set<String> = []
        var found: [PostgresInstallation] = []
        for folder in candidates(environment: environment) {
            let programs = Files.real(folder)
            guard seen.insert(programs).inserted, let major = major(of: programs, environment: environment) else {
                continue
            }
            found.append(PostgresInstallation(programs: programs, major: major))
        }
        return found.sorted { $0.major > $1.major }
    }

    /// The installation to use.
    ///
    /// - Parameters:
    ///   - dataMajor: the version that made the data, if there is data.
    ///   - environment: where `PATH` is read.
    /// - Throws: ``CraftError`` that says what to install.
    static func find(forData dataMajor: Int?, environment: [String: String]) throws -> PostgresInstallation {
        let installed = all(environment: environment)
        guard let newest = installed.first else {
            throw CraftError(
                "PostgreSQL's server is not installed.",
                suggestion:
                    "Install it (Debian, Ubuntu: apt-get install postgresql; Fedora: dnf install postgresql-server), "
                    + "or set DATABASE_URL to a server that runs elsewhere.")
        }
        guard let dataMajor else { return newest }
        guard let matching = installed.first(where: { $0.major == dataMajor }) else {
            throw CraftError(
                "The private database was made by PostgreSQL \(dataMajor), but only "
                    + "\(installed.map { "PostgreSQL \($0.major)" }.joined(separator: ", ")) is installed.",
                suggestion:
                    "Install postgresql-\(dataMajor), or delete storage/postgres to begin with an empty database.")
        }
        return matching
    }

    /// The major version in what `postgres --version` prints: 15 in `postgres (PostgreSQL) 15.14 (Debian 15.14-0)`.
    static func major(inVersion text: String) -> Int? {
        text.split(separator: " ").lazy.compactMap { Int($0.prefix { $0.isNumber }) }.first
    }

    private static func candidates(environment: [String: String]) -> [String] {
        var folders: [String] = []
        if let config = Programs.path(of: "pg_config", in: environment),
            let (status, output) = try? ChildProcess.run(
                Launch(executable: config, arguments: ["--bindir"], environment: environment)), status.isSuccess
        {
            folders.append(output.trimmingCharacters(in: .whitespacesAndNewlines))
        }
        for parent in ["/usr/lib/postgresql", "/usr/lib64/postgresql", "/opt/postgresql"] {
            folders += subfolders(of: parent).map { "\(parent)/\($0)/bin" }
        }
        folders += subfolders(of: "/usr").filter { $0.hasPrefix("pgsql") }.map { "/usr/\($0)/bin" }
        if let server = Programs.path(of: "postgres", in: environment) {
            folders.append(Files.parent(of: Files.real(server)))
        }
        return folders
    }

    private static func subfolders(of folder: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
    }

    private static func major(of programs: String, environment: [String: String]) -> Int? {
        guard needed.allSatisfy({ FileManager.default.isExecutableFile(atPath: "\(programs)/\($0)") }) else {
            return nil
        }
        let version = try? ChildProcess.run(
            Launch(executable: "\(programs)/postgres", arguments: ["--version"], environment: environment))
        return version.flatMap { major(inVersion: $0.output) }
    }
}
