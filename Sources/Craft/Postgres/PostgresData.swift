import Foundation
import Glibc

/// Makes the data of a private server.
struct PostgresData {
    let folders: PostgresFolders
    let account: PostgresAccount
    let installation: PostgresInstallation
    let postgres: PrivatePostgres

    /// Where data goes whose server cannot reach the app: `/root` is closed to everybody else.
    static let elsewhere = "/var/lib/ashlar"

    /// Makes the data unless it is there.
    ///
    /// - Throws: ``CraftError`` with what `initdb` says.
    func prepare() throws {
        try makeBase()
        if folders.dataMajor == nil {
            postgres.console.note("Making the private PostgreSQL (once)")
            try initialize()
        }
        if !Files.exists(folders.identity) {
            try Files.write(String(UInt64.random(in: .min ... .max), radix: 16), to: folders.identity)
        }
    }

    private func makeBase() throws {
        if Files.exists(folders.base) {
            guard Files.isFolder(folders.base) else {
                // A link whose target is gone, or a file: nothing can be in there.
                guard unlink(folders.base) == 0 else {
                    throw CraftError.system("Cannot replace \(folders.base)", code: errno)
                }
                return try makeBase()
            }
        } else {
            try Files.makeFolder(folders.base)
        }
        try account.own(Files.real(folders.base))
        guard try !account.canWrite(Files.real(folders.base), environment: postgres.environment) else { return }
        try moveElsewhere()
    }

    /// Puts the folder where the account can reach it, and links to it.
    private func moveElsewhere() throws {
        guard rmdir(folders.base) == 0 else {
            throw CraftError(
                "The account \"\(account.name)\", which runs PostgreSQL, cannot reach \(folders.base).",
                suggestion: "Let it pass the folders above (chmod o+x), or move the app.")
        }
        try Files.makeFolder(Self.elsewhere)
        let name = Files.name(of: folders.home)
        let folder = "\(Self.elsewhere)/\(name)-\(String(UInt64.random(in: .min ... .max), radix: 16))"
        try Files.makeFolder(folder)
        try account.own(folder)
        guard symlink(folder, folders.base) == 0 else {
            throw CraftError.system("Cannot link \(folders.base) to \(folder)", code: errno)
        }
        postgres.console.note(
            "PostgreSQL runs as \"\(account.name)\", which cannot reach \(folders.home): its data is in \(folder)")
    }

    private func initialize() throws {
        let data = "\(Files.real(folders.base))/data.unfinished"
        try? FileManager.default.removeItem(atPath: data)
        let (status, output) = try ChildProcess.run(
            account.running(
                Launch(
                    executable: installation.program("initdb"),
                    arguments: [
                        "--pgdata=\(data)", "--username=\(PrivatePostgres.role)", "--auth=trust", "--encoding=UTF8",
                        "--locale=C.UTF-8", "--no-sync",
                    ],
                    environment: postgres.environment, directory: "/")))
        guard status.isSuccess else {
            throw CraftError(
                "initdb could not make the private PostgreSQL in \(folders.base).",
                details: PrivatePostgres.tail(output, lines: 8))
        }
        let settings = "\(data)/postgresql.conf"
        try Files.write(try Files.text(settings) + Self.settings, to: settings, mode: 0o600)
        try account.own(settings)
        guard rename(data, folders.data) == 0 else {
            throw CraftError.system("Cannot rename \(data)", code: errno)
        }
    }

    /// What a private server does differently from a fresh one.
    static let settings = """

        # Ashlar's private PostgreSQL, for development and tests.
        listen_addresses = ''              # a Unix socket only; its folder is given at the start
        unix_socket_permissions = 0700
        max_connections = 200              # tests run in parallel
        # Nothing is forced to the disk: fast, and lost only if the machine itself fails. Never for production.
        fsync = off
        synchronous_commit = off
        full_page_writes = off
        log_timezone = 'UTC'
        timezone = 'UTC'

        """
}
