import Foundation
import Glibc

extension PrivatePostgres {
    /// Waits for a server that is just starting or was just killed, and takes away what would keep a new one from starting.
    func settle() throws {
        for _ in 0..<100 {
            if let file = PostmasterFile(inData: folders.data), file.isAlive(data: folders.data) {
                // Started by other means than craft, such as pg_ctl: then it is about to be ready.
                if file.isReady { return }
            } else if PostmasterFile.processes(in: folders.data).isEmpty {
                break
            }
            SystemCall.pause(milliseconds: 100)
        }
        let left = PostmasterFile.processes(in: folders.data)
        guard left.isEmpty else {
            throw CraftError(
                "PostgreSQL processes of a server that is gone still work in \(folders.data): "
                    + left.map(String.init).joined(separator: ", ") + ".",
                suggestion: "End them with: kill \(left.map(String.init).joined(separator: " "))")
        }
        // The number in it may belong to another process by now, and PostgreSQL would refuse to start.
        unlink("\(folders.data)/postmaster.pid")
    }

    /// Starts the server and waits until it takes connections.
    func launch(_ installation: PostgresInstallation, as account: PostgresAccount) throws -> Server {
        if let server = running() { return server }
        let socketFolder = folders.socketFolder(identity: try Files.text(folders.identity))
        try Self.makeSocketFolder(socketFolder, for: account)
        // Nobody else's socket is in there, and a killed server's process number can look alive for a while.
        for name in [".s.PGSQL.\(Self.port)", ".s.PGSQL.\(Self.port).lock"] { unlink("\(socketFolder)/\(name)") }
        // Each start has its own log: what it says about a failure is not lost among older lines.
        unlink(folders.log)
        let (status, output) = try control(
            [
                "start", "--wait", "--timeout=60", "--log=\(Files.real(folders.base))/server.log",
                "--options=-k \(socketFolder) -p \(Self.port)",
            ],
            of: installation, as: account)
        guard status.isSuccess, let server = running() else {
            rmdir(socketFolder)
            let log = (try? Files.text(folders.log)) ?? output
            throw CraftError(
                "The private PostgreSQL did not start.", suggestion: "Its whole log is \(folders.log).",
                details: Self.tail(log, lines: 8))
        }
        return Server(socketFolder: server.socketFolder, port: server.port, wasStarted: true)
    }

    /// Makes the folder of the socket, which nobody but the account may enter.
    static func makeSocketFolder(_ path: String, for account: PostgresAccount) throws {
        if mkdir(path, 0o700) == 0 { try account.own(path) }
        var status = stat()
        guard lstat(path, &status) == 0 else {
            throw CraftError.system("Cannot make the folder \(path) for PostgreSQL's socket", code: errno)
        }
        guard status.st_mode & S_IFMT == S_IFDIR, status.st_uid == account.user, status.st_mode & 0o077 == 0 else {
            throw CraftError(
                "The folder \(path) for PostgreSQL's socket belongs to somebody else, or others may enter it.",
                suggestion: "Remove it, if it is of no use to anybody.")
        }
    }
}
