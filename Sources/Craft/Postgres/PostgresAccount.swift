import Foundation
import Glibc

/// The system account a private server runs as: PostgreSQL refuses to run as root.
struct PostgresAccount: Sendable, Equatable {
    /// Its name.
    let name: String
    /// Its user number.
    let user: uid_t
    /// Its group number.
    let group: gid_t
    /// Whether it is another account than craft's.
    let isOther: Bool

    /// The account to use: craft's own, or an unprivileged one if craft runs as root.
    ///
    /// - Throws: ``CraftError`` if craft is root and there is no such account.
    static func choose() throws -> PostgresAccount {
        guard geteuid() == 0 else {
            return PostgresAccount(name: NSUserName(), user: geteuid(), group: getegid(), isOther: false)
        }
        for name in ["postgres", "nobody"] {
            guard let entry = getpwnam(name) else { continue }
            return PostgresAccount(name: name, user: entry.pointee.pw_uid, group: entry.pointee.pw_gid, isOther: true)
        }
        throw CraftError(
            "PostgreSQL does not run as root, and there is no account \"postgres\" or \"nobody\" to run it as.",
            suggestion: "Run craft as an ordinary user, or make an account: useradd --system postgres")
    }

    /// The same program, started as this account.
    ///
    /// - Throws: ``CraftError`` if the system has no program that changes the account.
    func running(_ launch: Launch) throws -> Launch {
        guard isOther else { return launch }
        var wrapped = launch
        let folders = ["/usr/sbin", "/sbin", "/usr/bin", "/bin"]
        if let setpriv = Programs.path(of: "setpriv", in: launch.environment, more: folders) {
            wrapped.executable = setpriv
            wrapped.arguments = [
                "--reuid=\(user)", "--regid=\(group)", "--init-groups", "--", launch.executable,
            ]
        } else if let runuser = Programs.path(of: "runuser", in: launch.environment, more: folders) {
            wrapped.executable = runuser
            wrapped.arguments = ["-u", name, "--", launch.executable]
        } else {
            throw CraftError(
                "Cannot run PostgreSQL as \"\(name)\": neither setpriv nor runuser is installed.",
                suggestion: "Install util-linux, or run craft as an ordinary user.")
        }
        wrapped.arguments += launch.arguments
        return wrapped
    }

    /// Whether the account can write into a folder, which takes passing every folder above it.
    func canWrite(_ folder: String, environment: [String: String]) throws -> Bool {
        guard isOther else { return access(folder, W_OK | X_OK) == 0 }
        let test = Launch(
            executable: "/bin/sh", arguments: ["-c", "test -w \"$1\" && test -x \"$1\"", "sh", folder],
            environment: environment, directory: "/")
        return try ChildProcess.run(running(test)).status.isSuccess
    }

    /// Gives a file or folder to the account.
    func own(_ path: String) throws {
        guard isOther else { return }
        guard lchown(path, user, group) == 0 else {
            throw CraftError.system("Cannot give \(path) to \"\(name)\"", code: errno)
        }
    }
}
