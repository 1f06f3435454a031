import ArgumentParser
import Foundation

/// `craft about`
struct AboutCommand: CraftSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "about", abstract: "Print what this app runs on and how it is set up.",
        discussion: "In an app's folder the app is built, and tells its environment, its drivers and its routes.")

    @Flag(help: "As JSON.") var json = false

    func run(in place: Place) throws {
        let installed = PostgresInstallation.all(environment: place.environment)
        var lines = [
            ("Ashlar", CraftVersion.current),
            ("Swift", Toolchain.version(environment: place.environment) ?? "not installed"),
            (
                "PostgreSQL",
                installed.isEmpty ? "not installed" : installed.map { String($0.major) }.joined(separator: ", ")
            ),
            ("Framework", place.framework), ("Build folder", place.buildFolder.path),
        ]
        if let app = AppFolder.around(place.folder) {
            lines += [("App", "\(app.name) (\(app.root))"), ("Database", try database(of: app, in: place))]
        }
        let isApp = AppFolder.around(place.folder) != nil
        guard json else {
            for (name, value) in lines {
                place.console.say("\(name.padding(toLength: 14, withPad: " ", startingAt: 0))\(value)")
            }
            // What craft knows is said first: it helps where the app cannot be built.
            if isApp { try becomeApp(["about"], in: place) }
            return
        }
        if isApp {
            try becomeApp(["about", "--json"] + lines.flatMap { ["--fact", "\($0.0)=\($0.1)"] }, in: place)
        }
        let pairs = lines.map { ($0.0.lowercased().replacing(" ", with: "_"), $0.1) }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.withoutEscapingSlashes, .sortedKeys]
        let object = try encoder.encode(Dictionary(pairs) { _, last in last })
        place.console.say(String(decoding: object, as: UTF8.self))
    }

    private func database(of app: AppFolder, in place: Place) throws -> String {
        if try app.setting("DATABASE_URL", environment: place.environment) != nil { return "by DATABASE_URL" }
        let postgres = PrivatePostgres(home: app.root, console: place.console, environment: place.environment)
        return postgres.running() == nil ? "private, stopped" : "private, running"
    }
}
