import ArgumentParser
import Foundation

/// `craft about`
struct AboutCommand: CraftSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "about", abstract: "Print what this app runs on: versions and folders.")

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
        for (name, value) in lines {
            place.console.say("\(name.padding(toLength: 14, withPad: " ", startingAt: 0))\(value)")
        }
    }

    private func database(of app: AppFolder, in place: Place) throws -> String {
        if try app.setting("DATABASE_URL", environment: place.environment) != nil { return "by DATABASE_URL" }
        let postgres = PrivatePostgres(home: app.root, console: place.console, environment: place.environment)
        return postgres.running() == nil ? "private, stopped" : "private, running"
    }
}
