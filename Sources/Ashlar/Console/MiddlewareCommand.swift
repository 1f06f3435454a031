import ArgumentParser
import AshlarConfig
import AshlarHTTP
import AshlarRouting
import Foundation
import HTTPTypes

/// `App middleware`: what a request passes before it reaches its action.
struct MiddlewareCommand: AppSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "middleware", abstract: "Print what lies around the requests of a route, outermost first.")

    @ArgumentParser.Argument(help: "A route's name, or a path. Without it, what lies around all requests.")
    var route: String?
    @Option(help: "The method, with a path.") var method = "GET"

    func run(_ app: any Application) async throws {
        let config = try await Config.load(root: FileManager.default.currentDirectoryPath)
        try await BootPlan.forCommand(app, config: config) { plan in
            for line in try lines(of: plan) { print(line) }
        }
    }

    /// What is printed of an app.
    func lines(of plan: BootPlan) throws -> [String] {
        guard let route else { return plan.globalMiddleware }
        let entry = try find(route, in: plan.routes)
        return plan.globalMiddleware + entry.middleware + ["\(entry.action.name)  (\(entry.summary))"]
    }

    private func find(_ route: String, in table: RouteTable) throws -> RouteTable.Entry {
        if let entry = table.entry(named: route) { return entry }
        if route.hasPrefix("/"), let method = HTTPRequest.Method(method.uppercased()),
            let entry = table.entry(for: Request(method: method, target: route))
        {
            return entry
        }
        throw ConfigError(
            message: "There is no route \"\(route)\".", suggestion: "See them all: ./craft routes")
    }
}
