import Foundation
import Glibc
import Testing

@testable import Craft

/// On the real server of this machine; each test has its own.
@Suite(.blocking) struct PrivatePostgresTests {
    private func withPostgres(_ body: (PrivatePostgres, Workspace) throws -> Void) throws {
        let workspace = try Workspace()
        let postgres = PrivatePostgres(
            home: workspace.root, console: workspace.console, environment: ProcessInfo.processInfo.environment)
        defer { _ = try? postgres.stop() }
        try body(postgres, workspace)
    }

    /// Kills the server as an accident would, and waits until the kernel has done it.
    private func kill(_ postgres: PrivatePostgres) throws {
        let file = try #require(PostmasterFile(inData: postgres.folders.data))
        Glibc.kill(file.process, SIGKILL)
        while file.isAlive(data: postgres.folders.data) { SystemCall.pause(milliseconds: 1) }
    }

    @Test func startsOnceAndStops() throws {
        try withPostgres { postgres, workspace in
            #expect(postgres.running() == nil)
            let server = try postgres.start()
            #expect(server.wasStarted)
            #expect(workspace.output == "Making the private PostgreSQL (once)\n")
            #expect(try postgres.query("SELECT current_user, 1 + 1", on: server) == "ashlar|2")
            #expect(try postgres.query("SHOW listen_addresses", on: server) == "")
            #expect(try postgres.query("SHOW server_encoding", on: server) == "UTF8")
            #expect(
                try postgres.query("SELECT datcollate FROM pg_database WHERE datname = 'postgres'", on: server)
                    == "C.UTF-8")

            let again = try postgres.start()
            #expect(!again.wasStarted)
            #expect(again.socketFolder == server.socketFolder)

            #expect(try postgres.stop())
            #expect(try !postgres.stop())
            #expect(postgres.running() == nil)
            #expect(!Files.exists(server.socketFolder))
            #expect(try postgres.start().wasStarted)
        }
    }

    @Test func isNotRunByRootAndItsSocketIsForNobodyElse() throws {
        try withPostgres { postgres, _ in
            let server = try postgres.start()
            var data = stat()
            #expect(stat(postgres.folders.data, &data) == 0)
            #expect(data.st_uid != 0)
            var socket = stat()
            #expect(lstat(server.socketFolder, &socket) == 0)
            #expect(socket.st_mode & 0o777 == 0o700)
            #expect(socket.st_uid == data.st_uid)
        }
    }

    @Test func makesADatabaseOnce() throws {
        try withPostgres { postgres, _ in
            let server = try postgres.start()
            try postgres.ensureDatabase("my-blog_test", on: server)
            try postgres.ensureDatabase("my-blog_test", on: server)
            #expect(
                try postgres.query("SELECT current_database()", on: server, database: "my-blog_test") == "my-blog_test")
        }
    }

    @Test func startsAgainAfterItWasKilled() throws {
        try withPostgres { postgres, _ in
            let server = try postgres.start()
            try postgres.ensureDatabase("kept", on: server)
            try kill(postgres)
            let again = try postgres.start()
            #expect(again.wasStarted)
            #expect(try postgres.query("SELECT 1", on: again, database: "kept") == "1")
        }
    }

    @Test func startsAlthoughAnotherProcessHasTheNumberOfAServerThatIsGone() throws {
        try withPostgres { postgres, _ in
            _ = try postgres.start()
            try postgres.stop()
            let data = Files.real(postgres.folders.data)
            try Files.write(
                "\(getppid())\n\(data)\n1795350896\n5432\n/tmp\n\n1 1\nready\n", to: "\(data)/postmaster.pid")
            #expect(postgres.running() == nil)
            #expect(try postgres.start().wasStarted)
        }
    }

    @Test func manyStartsAtOnceMakeOneServer() async throws {
        let workspace = try Workspace()
        let postgres = PrivatePostgres(
            home: workspace.root, console: workspace.console, environment: ProcessInfo.processInfo.environment)
        defer { _ = try? postgres.stop() }
        let servers = try await withThrowingTaskGroup(of: PrivatePostgres.Server.self) { group in
            for _ in 0..<4 {
                group.addTask { try postgres.start() }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(servers.count == 4)
        #expect(servers.count(where: \.wasStarted) == 1)
        #expect(Set(servers.map(\.socketFolder)).count == 1)
    }

    @Test func isLeftRunningWhileAnotherCommandUsesIt() throws {
        try withPostgres { postgres, _ in
            _ = try postgres.start()
            let use = try postgres.use()
            #expect(try !postgres.stop(unlessUsed: true))
            #expect(postgres.running() != nil)
            use?.release()
            #expect(try postgres.stop(unlessUsed: true))
        }
    }

    @Test func aCopyOfAnAppGetsAServerOfItsOwn() throws {
        try withPostgres { postgres, workspace in
            let server = try postgres.start()
            try postgres.ensureDatabase("kept", on: server)
            try postgres.stop()
            let copy = "\(workspace.root)/copy"
            let status = try ChildProcess.run(
                Launch(
                    executable: "/bin/sh",
                    arguments: ["-c", "mkdir copy && cp -a storage copy/storage"], environment: postgres.environment,
                    directory: workspace.root)
            ).status
            #expect(status.isSuccess)
            let original = try postgres.start()
            let other = PrivatePostgres(
                home: copy, console: workspace.console, environment: ProcessInfo.processInfo.environment)
            defer { _ = try? other.stop() }
            let second = try other.start()
            #expect(second.wasStarted)
            #expect(second.socketFolder != original.socketFolder)
            #expect(try other.query("SELECT 1", on: second, database: "kept") == "1")
        }
    }

    @Test func aFailureShowsTheEndOfTheLog() throws {
        try withPostgres { postgres, _ in
            _ = try postgres.start()
            try postgres.stop()
            let settings = "\(postgres.folders.data)/postgresql.conf"
            let account = try PostgresAccount.choose()
            try Files.write(try Files.text(settings) + "no_such_setting = 1\n", to: settings)
            try account.own(settings)
            let text = message(of: { _ = try postgres.start() })
            #expect(text.hasPrefix("The private PostgreSQL did not start.\n"))
            #expect(text.contains("unrecognized configuration parameter \"no_such_setting\""))
            #expect(text.hasSuffix("Its whole log is \(postgres.folders.log)."))
        }
    }

    @Test func dataOfAVersionThatIsNotInstalledIsNotTouched() throws {
        try withPostgres { postgres, workspace in
            try workspace.write("9\n", to: "storage/postgres/data/PG_VERSION")
            let text = message(of: { _ = try postgres.start() })
            #expect(text.hasPrefix("The private database was made by PostgreSQL 9, but only PostgreSQL "))
            #expect(
                text.hasSuffix("Install postgresql-9, or delete storage/postgres to begin with an empty database."))
            #expect(try workspace.text("storage/postgres/data/PG_VERSION") == "9\n")
        }
    }

    @Test func refusesASocketFolderThatOthersMayEnter() throws {
        let workspace = try Workspace()
        chmod(workspace.root, 0o755)
        #expect(
            message(of: { try PrivatePostgres.makeSocketFolder(workspace.root, for: .choose()) }).hasPrefix(
                "The folder \(workspace.root) for PostgreSQL's socket belongs to somebody else, or others may enter it."
            ))
    }
}
