import Foundation
import Glibc

/// Finds programs by name, as a shell does.
enum Programs {
    /// The path of a program.
    ///
    /// - Parameters:
    ///   - name: its name.
    ///   - environment: where `PATH` is read.
    ///   - more: folders that are looked into after those of `PATH`, because `PATH` often lacks `/usr/sbin`.
    /// - Returns: the first executable file of that name, or nil.
    static func path(of name: String, in environment: [String: String], more: [String] = []) -> String? {
        let folders = (environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":").map(String.init)
        return (folders + more).map { "\($0)/\(name)" }.first { access($0, X_OK) == 0 && !Files.isFolder($0) }
    }
}
