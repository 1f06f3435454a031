/// The Swift that is installed.
enum Toolchain {
    /// Its version, such as `6.3.1`; nil if it is not installed.
    static func version(environment: [String: String]) -> String? {
        guard let swift = Programs.path(of: "swift", in: environment),
            let output = try? ChildProcess.run(
                Launch(executable: swift, arguments: ["--version"], environment: environment)
            ).output
        else { return nil }
        return output.firstMatch(of: /Swift version (\d+(?:\.\d+)*)/).map { String($0.1) }
    }
}
