import ArgumentParser
import AshlarSupport
import AshlarTerminal

/// `craft stubs`
struct StubsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stubs", abstract: "The templates that make writes from.", subcommands: [Publish.self])

    /// `craft stubs publish`
    struct Publish: CraftSubcommand {
        static let configuration = CommandConfiguration(
            abstract: "Copy the framework's stubs into the app's stubs/, where they are used before the framework's.",
            discussion: "craft stubs publish controller model copies those alone. What is there already is kept.")

        @ArgumentParser.Argument(
            help: ArgumentHelp("Their names, such as controller; all if none is given.", valueName: "stub"))
        var names: [String] = []

        @Flag(help: "Replace what is there.")
        var force = false

        func run(in place: Place) throws {
            let app = try place.app()
            let folder = "\(place.framework)/stubs/make"
            let known = Files.list(below: folder).filter { $0.hasSuffix(".stub") }.map { String($0.dropLast(5)) }
            for name in names where !known.contains(name) {
                throw CraftError(
                    "There is no stub \"\(name)\".\(Suggestion.sentence(for: name, in: known)) Nothing was changed.",
                    suggestion: "Known are: \(known.joined(separator: ", ")).", exitCode: 64)
            }
            for name in names.isEmpty ? known : names {
                let path = "stubs/make/\(name).stub"
                let text = try Files.text("\(folder)/\(name).stub")
                let isThere = Files.exists("\(app.root)/\(path)")
                guard force || !isThere else {
                    place.console.file("kept", path, style: .dim)
                    continue
                }
                try Files.write(text, to: "\(app.root)/\(path)")
                place.console.file(isThere ? "replaced" : "created", path)
            }
        }
    }
}
