import ArgumentParser
import AshlarSupport

/// `craft env`
struct EnvironmentCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "env", abstract: "The settings of this machine.",
        subcommands: [Check.self, Encrypt.self, Decrypt.self])

    /// `craft env check`
    struct Check: CraftSubcommand {
        static let configuration = CommandConfiguration(
            abstract: "Compare .env with .env.example; the exit code is 1 if a setting is missing.",
            discussion: """
                A setting that is commented out in .env.example need not be set. One that neither it nor config/ has is named, with \
                what was probably meant.
                """)

        func run(in place: Place) throws {
            let app = try place.app()
            let findings = try findings(of: app, environment: place.environment)
            for finding in findings { place.console.say(finding.text) }
            let missing = findings.count(where: \.isError)
            guard missing == 0 else {
                throw CraftError(
                    missing == 1 ? "A setting is missing." : "\(missing) settings are missing.",
                    suggestion: "Write them into .env, or set them in the environment.")
            }
            if findings.isEmpty { place.console.say(".env has all that .env.example asks for.") }
        }

        /// What is missing, and what nobody knows of.
        func findings(
            of app: AppFolder, environment: [String: String]
        ) throws -> [(text: String, isError: Bool)] {
            let path = "\(app.root)/.env.example"
            guard Files.exists(path) else {
                throw CraftError(
                    "There is no .env.example to compare with.",
                    suggestion: "Write one that lists the settings every machine needs.")
            }
            let text = try Files.text(path)
            let example: [String: String]
            do {
                example = try DotEnv.parse(text, file: path)
            } catch let error as DotEnvError {
                throw CraftError(error.message, suggestion: error.suggestion, location: error.location)
            }
            let optional = text.matches(of: /(?m)^\s*#\s*([A-Z][A-Z0-9_]*)=/).map { String($0.1) }
            let own = try app.dotEnv()
            var findings: [(text: String, isError: Bool)] = []
            for name in example.keys.sorted() where (environment[name] ?? own[name] ?? "").isEmpty {
                let fix = name == "APP_KEY" ? "  (./craft key generate)" : ""
                findings.append(("missing  \(name)\(fix)", true))
            }
            let known = Array(example.keys) + optional + variables(of: app)
            for name in own.keys.sorted() where !known.contains(name) {
                findings.append(("unknown  \(name)\(Suggestion.sentence(for: name, in: known))", false))
            }
            return findings
        }

        /// The variables that set what the files in `config/` set, or say that they could: `APP_NAME` for `name` in `config/app.yaml`.
        private func variables(of app: AppFolder) -> [String] {
            Files.names(in: "\(app.root)/config").filter { $0.hasSuffix(".yaml") }.flatMap { file in
                let text = (try? Files.text("\(app.root)/config/\(file)")) ?? ""
                let section = CaseConversion.snake(String(file.dropLast(".yaml".count))).uppercased()
                return text.matches(of: /(?m)^(?:# ?)?([a-z][A-Za-z0-9]*):(?: |$)/).map { match in
                    "\(section)_\(CaseConversion.snake(String(match.1)).uppercased())"
                }
            }
        }
    }

    /// `craft env encrypt`
    struct Encrypt: CraftSubcommand {
        static let configuration = CommandConfiguration(
            abstract: "Write .env.production.encrypted, which may be committed.",
            usage: "craft env encrypt [<environment>] [--key <key>] [--force]",
            discussion: """
                The app reads it in production where there is no .env.production, with the key in APP_ENV_KEY. Without --key a \
                new key is made and printed.
                """)

        @Argument(parsing: .allUnrecognized, help: "Handed to the app.")
        var arguments: [String] = []

        func run(in place: Place) throws { try becomeApp(["env", "encrypt"] + arguments, in: place) }
    }

    /// `craft env decrypt`
    struct Decrypt: CraftSubcommand {
        static let configuration = CommandConfiguration(
            abstract: "Write .env.production from its encrypted form, to change it.",
            usage: "craft env decrypt [<environment>] [--key <key>] [--force]",
            discussion: "The key is APP_ENV_KEY's without --key.")

        @Argument(parsing: .allUnrecognized, help: "Handed to the app.")
        var arguments: [String] = []

        func run(in place: Place) throws { try becomeApp(["env", "decrypt"] + arguments, in: place) }
    }
}
