import Foundation
import Glibc
import Testing

@testable import Craft

@Suite(.blocking) struct ProcessTests {
    private func shell(_ script: String, in directory: String? = nil) -> Launch {
        Launch(executable: "/bin/sh", arguments: ["-c", script], environment: ["A": "a value"], directory: directory)
    }

    @Test func runsWithItsOwnEnvironmentAndFolder() throws {
        let (status, output) = try ChildProcess.run(shell("echo \"$A\"; pwd; cat; echo no >&2; exit 3", in: "/usr"))
        #expect(status == .exited(3))
        #expect(output == "a value\n/usr\nno\n")
    }

    @Test func tellsTheSignalThatEndedIt() throws {
        let (status, _) = try ChildProcess.run(shell("kill -TERM $$"))
        #expect(status == .signalled(SIGTERM))
        #expect(status.code == 143)
        #expect(status.description == "signal 15 (Terminated)")
        #expect(ProcessEnd.exited(2).description == "exit code 2")
    }

    @Test func saysWhatCannotBeStarted() {
        #expect(
            message(of: { _ = try ChildProcess.run(Launch(executable: "/no/such")) })
                == "Cannot start /no/such: No such file or directory")
    }

    @Test func whatCraftBecomesMayHaveAnotherName() {
        var launch = shell("true")
        #expect(launch.words == ["/bin/sh", "-c", "true"])
        launch.name = "import.swift"
        #expect(launch.words == ["import.swift", "-c", "true"])
    }

    @Test func saysWhyAFolderCannotBeMade() throws {
        let workspace = try Workspace()
        try workspace.write("", to: "file")
        try Files.makeFolder("\(workspace.root)/a/b/c")
        try Files.makeFolder("\(workspace.root)/a/b/c")
        #expect(Files.isFolder("\(workspace.root)/a/b/c"))
        #expect(
            message(of: { try Files.makeFolder("\(workspace.root)/file/a") }) == """
                Cannot make the folder \(workspace.root)/file: a file is there.
                Name another folder.
                """)
        #expect(
            message(of: { try Files.makeFolder("/proc/none/a") }) == """
                Cannot make the folder /proc/none: No such file or directory
                Name a folder that you may write into.
                """)
    }

    @Test func endsAWholeGroup() throws {
        var launch = shell("/bin/sh -c 'echo ready; exec cat /dev/zero >/dev/null' & wait")
        launch.leadsGroup = true
        let child = try ChildProcess.start(launch)
        let output = try #require(child.output)
        defer { close(output) }
        var descriptor = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
        #expect(poll(&descriptor, 1, 10_000) == 1)
        child.send(SIGKILL)
        #expect(child.wait() == .signalled(SIGKILL))
        // The inner shell held the pipe as well: it ends only with the last of them.
        _ = fcntl(output, F_SETFL, 0)
        #expect(String(decoding: SystemCall.drain(output).bytes, as: UTF8.self) == "ready\n")
    }

    @Test func aLockIsHeldByOneOrShared() throws {
        let path = try Workspace().root + ".lock"
        defer { unlink(path) }
        var lock = try FileLock.take(path)
        #expect(lock != nil)
        #expect(try FileLock.take(path, onWait: { false }) == nil)
        lock = nil
        let (one, two) = (
            try FileLock.take(path, isShared: true), try FileLock.take(path, isShared: true, onWait: { false })
        )
        #expect(one != nil && two != nil)
        #expect(try FileLock.take(path, onWait: { false }) == nil)
        one?.release()
        two?.release()
        #expect(try FileLock.take(path, onWait: { false }) != nil)
    }

    @Test func aLockIsGivenBackThoughAProcessHasACopyOfIt() throws {
        let workspace = try Workspace()
        let path = "\(workspace.root)/lock"
        var lock = try FileLock.take(path)
        lock?.passOn()
        let child = try ChildProcess.start(
            Launch(executable: "/bin/sleep", arguments: ["100"], environment: [:]))
        defer {
            child.send(SIGKILL)
            // What is left unwaited for keeps the library of tests from hearing of its own processes.
            _ = child.wait()
        }
        lock = nil
        #expect(lock == nil)
        #expect(try FileLock.take(path, onWait: { false }) != nil)
    }
}
