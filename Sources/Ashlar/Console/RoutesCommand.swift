import ArgumentParser
import AshlarConfig
import AshlarRouting

/// `App routes`: what answers what.
struct RoutesCommand: AppSubcommand {
    static let configuration = CommandConfiguration(commandName: "routes", abstract: "List the routes.")

    func run(_ app: any Application) async throws {
        let routes = Routes()
        app.routes(routes)
        let table = try RouteTable(routes)
        guard !table.entries.isEmpty else { return print("There are no routes.") }
        print(
            TextTable(
                header: ["METHOD", "PATH", "NAME", "ACTION", "MIDDLEWARE"],
                rows: table.entries.map { entry in
                    [
                        entry.methods.map(\.rawValue).joined(separator: "|"), entry.path, entry.name ?? "",
                        entry.action.name,
                        entry.middleware.joined(separator: ", "),
                    ]
                }
            ).text)
    }
}
