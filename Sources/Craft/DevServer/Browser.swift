import Foundation
import Glibc

/// What opens an address for the person at the machine.
struct Browser: Equatable {
    /// The program and its arguments, the address among them.
    let command: [String]

    /// Finds a browser: what `BROWSER` names, as a list with colons in which `%s` stands for the address, or else what the
    /// system opens addresses with.
    ///
    /// - Parameters:
    ///   - address: the address to open.
    ///   - environment: where `BROWSER` and `PATH` are read.
    /// - Returns: nil if there is none.
    init?(opening address: String, environment: [String: String]) {
        let named = (environment["BROWSER"] ?? "").split(separator: ":").map(String.init)
        for text in named + ["xdg-open", "open", "wslview"] {
            let words = text.split(separator: " ").map(String.init)
            guard let name = words.first,
                let program = name.contains("/") ? name : Programs.path(of: name, in: environment),
                access(program, X_OK) == 0
            else { continue }
            let arguments = words.dropFirst().map { $0.replacing("%s", with: address) }
            command = [program] + arguments + (text.contains("%s") ? [] : [address])
            return
        }
        return nil
    }

    /// Opens it. Some programs start a browser and end, others are the browser: nobody waits for them here.
    ///
    /// - Throws: ``CraftError`` if the program cannot be started.
    func open(in environment: [String: String]) throws {
        let launch = Launch(
            executable: command[0], arguments: Array(command.dropFirst()), environment: environment, output: .discarded)
        let child = try ChildProcess.start(launch)
        Thread.detachNewThread { _ = child.wait() }
    }
}
