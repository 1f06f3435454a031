/// A program to start: which, with what, where.
struct Launch: Sendable, Equatable {
    /// Where the output of a child goes.
    enum Output: Sendable, Equatable {
        /// To craft's own terminal.
        case inherited
        /// Nowhere.
        case discarded
        /// Standard output and standard error, together, to craft.
        case captured
    }

    /// The path of the program.
    var executable: String
    /// Its arguments, without the program's own name.
    var arguments: [String] = []
    /// The name that it is told it was called by, where craft becomes it; its path if nil.
    var name: String?
    /// Its whole environment.
    var environment: [String: String] = [:]
    /// The folder it starts in; craft's own if nil.
    var directory: String?
    /// Where its output goes.
    var output: Output = .captured
    /// Whether it gets craft's standard input instead of an empty one.
    var readsInput = false
    /// Descriptors that it gets as 3, 4 and so on.
    var inherited: [Int32] = []
    /// Whether it leads a process group of its own, so that Ctrl-C reaches craft alone and craft can end all of it.
    var leadsGroup = false

    /// What the program finds in its arguments, where craft becomes it.
    var words: [String] { [name ?? executable] + arguments }

    /// The command line that enters the folder first. `posix_spawn` cannot do that everywhere, but every shell can, and it then
    /// becomes the program.
    var commandInDirectory: [String] {
        let command = [executable] + arguments
        guard let directory else { return command }
        return ["/bin/sh", "-c", "cd \"$1\" && shift && exec \"$@\"", "sh", directory] + command
    }
}
