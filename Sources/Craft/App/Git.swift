/// Runs git.
enum Git {
    /// Runs a command of git to its end.
    ///
    /// - Parameters:
    ///   - arguments: the command and what it takes.
    ///   - place: the folder and the environment.
    /// - Throws: ``CraftError`` with what git said.
    static func run(_ arguments: [String], in place: Place) throws {
        guard let git = Programs.path(of: "git", in: place.environment) else {
            throw CraftError("git is not installed.", suggestion: "Install it: apt-get install git")
        }
        let launch = Launch(
            executable: git, arguments: arguments, environment: place.environment, directory: place.folder)
        let (status, output) = try ChildProcess.run(launch)
        guard status.isSuccess else {
            throw CraftError(
                "git \(arguments.first ?? "") failed.", details: output.split(separator: "\n").map(String.init))
        }
    }
}
