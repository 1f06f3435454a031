import ArgumentParser
import AshlarConfig
import AshlarHTTP
import AshlarRouting
import Foundation
import HTTPTypes

/// `App routes`: what answers what.
struct RoutesCommand: AppSubcommand {
    static let configuration = CommandConfiguration(commandName: "routes", abstract: "List the routes.")

    @Option(help: "Only routes of this method.") var method: String?
    @Option(help: "Only routes whose name contains this.") var name: String?
    @Option(help: "Only routes whose path contains this.") var path: String?
    @Option(
        name: .customLong("for"),
        help: "Say which routes were considered for this path, and why each does or does not answer.")
    var target: String?
    @Flag(help: "As JSON.") var json = false

    func run(_ app: any Application) async throws {
        let config = try await Config.load(root: FileManager.default.currentDirectoryPath)
        try await BootPlan.forCommand(app, config: config) { plan in
            if let target { return print(try explanation(of: target, in: plan.routes)) }
            let entries = plan.routes.entries.filter(isWanted)
            if json { return print(try RouteListing.json(entries)) }
            guard !entries.isEmpty else { return print("There are no routes\(isFiltered ? " like that" : "").") }
            print(RouteListing.table(entries, root: config.root).text)
        }
    }

    private var isFiltered: Bool { method != nil || name != nil || path != nil }

    /// Whether it is one of those that were asked for.
    func isWanted(_ entry: RouteTable.Entry) -> Bool {
        if let method, !entry.methods.isEmpty, !entry.methods.contains(where: { $0.rawValue == method.uppercased() }) {
            return false
        }
        if let name, entry.name?.contains(name) != true { return false }
        if let path, !entry.path.contains(path) { return false }
        return true
    }

    /// Which routes were considered for a path; where none was, those that may be meant.
    func explanation(of target: String, in table: RouteTable) throws -> String {
        guard let method = HTTPRequest.Method((method ?? "GET").uppercased()) else {
            throw ValidationError("\"\(method ?? "")\" is no method of HTTP.")
        }
        let target = target.hasPrefix("/") ? target : "/" + target
        let explanation = table.explain(Request(method: method, target: target))
        let near = explanation.candidates.isEmpty ? NearRoutes(to: target, in: table.entries).lines : []
        return ([explanation.description] + near).joined(separator: "\n")
    }
}
