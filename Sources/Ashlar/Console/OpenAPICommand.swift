import ArgumentParser
import AshlarConfig
import Foundation

/// `App openapi export`: the description of the app's API.
struct OpenAPICommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "openapi", abstract: "Describe the app's API.", subcommands: [Export.self])

    /// `App openapi export`
    struct Export: AppSubcommand {
        static let configuration = CommandConfiguration(
            commandName: "export", abstract: "Write the description of the app's API (OpenAPI 3.1), as JSON.")

        @Option(name: .shortAndLong, help: "The file that it is written to; it is printed otherwise.")
        var output: String?

        @Flag(help: "Write nothing; leave with 1 if the file is not as it would be written.") var check = false

        func validate() throws {
            if check, output == nil { throw ValidationError("--check compares a file: name it with --output.") }
        }

        func run(_ app: any Application) async throws {
            let config = try await Config.load(root: FileManager.default.currentDirectoryPath)
            try await BootPlan.forCommand(app, config: config) { plan in
                let json = try OpenAPIDocument(plan.routes, config: config).json
                guard let output else { return print(json, terminator: "") }
                if check {
                    guard FileManager.default.contents(atPath: output) == Data(json.utf8) else {
                        throw StaleDocument(file: output)
                    }
                    return print("\(output) is what the routes say.")
                }
                try Data(json.utf8).write(to: URL(filePath: output))
                print("Wrote \(output).")
            }
        }
    }
}

/// A file that is not what the routes say.
struct StaleDocument: Error, CustomStringConvertible {
    let file: String

    var description: String {
        "\(file) is not what the routes say. Write it anew: ./craft openapi export --output \(file)"
    }
}
