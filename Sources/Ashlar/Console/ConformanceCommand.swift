import ArgumentParser
import AshlarConfig
import AshlarHTTP
import Foundation

/// `App conformance`: looks for what the app's answers break of HTTP.
struct ConformanceCommand: AppSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "conformance", abstract: "Ask the app's routes and say what their answers break of HTTP.",
        discussion: """
            Sends GET and HEAD to every route that answers GET and whose path needs nothing filled in, without a server. Leaves
            with 1 if an answer breaks HTTP (RFC 9110).
            """)

    @Option(help: "Ask this path instead; may be given more than once.") var path: [String] = []
    @Option(help: "Seconds to wait for the end of an answer; one that goes on longer is broken off.") var patience = 5.0

    func validate() throws {
        if let wrong = path.first(where: { !$0.hasPrefix("/") }) {
            throw ValidationError("\"\(wrong)\" is no path: it begins with a slash.")
        }
        guard patience > 0, patience <= 3600 else { throw ValidationError("--patience takes 0.1 to 3600 seconds.") }
    }

    func run(_ app: any Application) async throws {
        let config = try await Config.load(root: FileManager.default.currentDirectoryPath)
        let (path, patience) = (path, Duration.seconds(patience))
        try await Kernel.whileBooted(app, config: config) { kernel in
            let survey = ConformanceSurvey(kernel, patience: patience)
            let targets = path.isEmpty ? survey.targets : path
            guard !targets.isEmpty else {
                return print("No route answers GET at a path without parameters. Name one: --path /posts/1")
            }
            var broken = 0
            for target in targets {
                for result in await survey.results(of: target) {
                    print(result.text)
                    if !result.violations.isEmpty { broken += 1 }
                }
            }
            let skipped = path.isEmpty ? survey.skipped : 0
            if skipped > 0 { print("\(skipped) routes need parameters: ask them with --path.") }
            guard broken == 0 else { throw ConformanceFailure(count: broken) }
            print("All answers keep to HTTP.")
        }
    }
}

/// Answers that break HTTP were found.
struct ConformanceFailure: Error, CustomStringConvertible {
    let count: Int
    var description: String { count == 1 ? "An answer breaks HTTP." : "\(count) answers break HTTP." }
}
