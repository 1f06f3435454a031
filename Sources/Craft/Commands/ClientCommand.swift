import ArgumentParser
import AshlarTerminal
import Foundation

/// `craft client`
struct ClientCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "client", abstract: "Clients of the app's API.", subcommands: [Generate.self])

    /// `craft client generate`
    struct Generate: CraftSubcommand {
        static let configuration = CommandConfiguration(
            abstract: "Write a typed client of the app's API, in Swift or TypeScript.",
            discussion: """
                The client is made of the app's own description (craft openapi export), or of any other one in JSON: --from. Swift \
                is a package that needs Foundation alone; TypeScript is one file, client.ts, that needs fetch. What is in the \
                folder of these names is written over.
                """)

        @Option(help: "swift or typescript.")
        var language: ClientLanguage = .swift

        @ArgumentParser.Option(name: .shortAndLong, help: "The folder that it is written to.")
        var output: String

        @Option(help: "A description of an API (OpenAPI 3.1 or 3.0, as JSON) in place of the app's own.")
        var from: String?

        @Option(help: "The name of the Swift package and its module; made of the API's title otherwise.")
        var name: String?

        @Flag(help: "Write nothing; leave with 1 if what is there is not what would be written.")
        var check = false

        func run(in place: Place) throws {
            let description = try ClientDescription(json: try document(in: place))
            let stubs = place.stubs(for: AppFolder.around(place.folder))
            let code =
                switch language {
                case .swift: try SwiftClient(description, name: try module(description)).code(stubs)
                case .typescript: try TypeScriptClient(description).code(stubs)
                }
            let folder = Files.absolute(output, from: place.folder)
            for (path, text) in code.files {
                let isSame = try Files.exists("\(folder)/\(path)") && Files.text("\(folder)/\(path)") == text
                guard !check else {
                    if isSame { continue }
                    throw CraftError(
                        "\(output)/\(path) is not what the API says.",
                        suggestion:
                            "Write it anew: ./craft client generate --language \(language.rawValue) --output \(output)")
                }
                if !isSame { try Files.write(text, to: "\(folder)/\(path)") }
                place.console.file(isSame ? "same" : "created", "\(output)/\(path)", style: isSame ? .dim : .green)
            }
            if check { place.console.say("\(output) is what the API says.") }
        }

        private func module(_ description: ClientDescription) throws -> String {
            guard let name else {
                let name = ClientNames.type(description.title)
                return name.hasSuffix("Client") ? name : name + "Client"
            }
            guard ClientNames.type(name) == name else {
                throw CraftError(
                    "\"\(name)\" is no name of a module.", suggestion: "Try --name \(ClientNames.type(name)).")
            }
            return name
        }

        private func document(in place: Place) throws -> String {
            if let from { return try Files.text(Files.absolute(from, from: place.folder)) }
            let app = try place.app()
            _ = try app.dotEnv()
            let program = try AppBuilder(app: app, place: place).build()
            let database = try AppDatabase.open(for: app, in: place)
            defer { try? database.close(stopping: false) }
            let file = "\(NSTemporaryDirectory())/craft-\(UUID().uuidString).json"
            defer { unlink(file) }
            var launch = program.launch(
                ["openapi", "export", "--output", file], database: database, environment: place.environment)
            launch.output = .captured
            let (status, output) = try ChildProcess.run(launch)
            guard status.isSuccess else {
                throw CraftError(
                    "The app could not describe its API.", details: output.split(separator: "\n").map(String.init))
            }
            return try Files.text(file)
        }
    }
}

extension ClientLanguage: ExpressibleByArgument {}
