import Foundation
import Glibc
import Testing

@testable import Craft

@Suite(.blocking) struct PostmasterFileTests {
    private func text(process: pid_t, data: String = "/data", status: String = "ready   ") -> String {
        "\(process)\n\(data)\n1795350896\n5432\n/tmp/ashlar-0-1\n\n  123  456\n\(status)\n"
    }

    @Test func reads() throws {
        let file = try #require(PostmasterFile(text(process: 42)))
        #expect(file.process == 42)
        #expect(file.dataFolder == "/data")
        #expect(file.port == 5432)
        #expect(file.socketFolder == "/tmp/ashlar-0-1")
        #expect(file.isReady)
        #expect(PostmasterFile(text(process: 42, status: "starting"))?.isReady == false)
    }

    @Test(
        "does not read what is not whole",
        arguments: ["", "42\n", "x\n/data\n1\n5432\n/tmp\n", "-1\n/d\n1\n5432\n/tmp\n"])
    func broken(text: String) { #expect(PostmasterFile(text) == nil) }

    @Test func aliveIsOnlyTheProcessThatWorksInTheData() throws {
        let workspace = try Workspace()
        let child = try ChildProcess.start(
            Launch(
                executable: "/bin/sh", arguments: ["-c", "echo; exec cat /dev/zero >/dev/null"],
                directory: workspace.root))
        defer {
            child.output.map { _ = close($0) }
            child.send(SIGKILL)
            _ = child.wait()
        }
        var descriptor = pollfd(fd: try #require(child.output), events: Int16(POLLIN), revents: 0)
        #expect(poll(&descriptor, 1, 10_000) == 1)
        let file = try #require(PostmasterFile(text(process: child.id, data: "/somewhere")))
        #expect(file.isAlive(data: workspace.root))
        #expect(PostmasterFile.processes(in: workspace.root) == [child.id])
        // Another process that got the number: this one.
        let recycled = try #require(PostmasterFile(text(process: getpid(), data: workspace.root)))
        #expect(!recycled.isAlive(data: workspace.root))
    }

    @Test func theSocketsPathFitsInto107Bytes() {
        let folders = PostgresFolders(home: "/" + String(repeating: "long/", count: 100))
        let path = folders.socketFolder(identity: "abc") + "/.s.PGSQL.\(PrivatePostgres.port).lock"
        #expect(path.utf8.count < 107)
        // A user's number has ten digits at most.
        #expect(path.utf8.count + 10 < 107)
    }

    @Test func theSocketsFolderDependsOnPlaceAndIdentity() {
        let (one, two) = (PostgresFolders(home: "/one"), PostgresFolders(home: "/two"))
        #expect(one.socketFolder(identity: "a") == one.socketFolder(identity: "a"))
        #expect(one.socketFolder(identity: "a") != one.socketFolder(identity: "b"))
        #expect(one.socketFolder(identity: "a") != two.socketFolder(identity: "a"))
    }

    @Test(
        "reads the major version",
        arguments: [
            ("postgres (PostgreSQL) 15.14 (Debian 15.14-0+deb12u1)", 15), ("postgres (PostgreSQL) 18beta1", 18),
            ("postgres (PostgreSQL) 17.0", 17), ("nothing", nil),
        ])
    func version(text: String, major: Int?) { #expect(PostgresInstallation.major(inVersion: text) == major) }
}
