import ArgumentParser

/// `craft route`
struct RouteCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "route", abstract: "One address of the app.", subcommands: [Explain.self])

    /// `craft route explain`
    struct Explain: CraftSubcommand {
        static let configuration = CommandConfiguration(
            abstract: "Say which routes were considered for a path, and why each does or does not answer.")

        @ArgumentParser.Argument(help: "The path, such as /posts/1.")
        var path: String

        @Option(help: "The method.")
        var method = "GET"

        func run(in place: Place) throws {
            try becomeApp(["routes", "--for", path, "--method", method], in: place)
        }
    }
}
