import Foundation
import ArgumentParser
import AshlarConfig
import AshlarORM
import AshlarPostgres

/// `App check`: proves everything that booting proves, and serves nothing.
struct CheckCommand: AppSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Prove routes, container, views and settings, and compare models with the database.",
        discussion: """
            With --deploy the settings are looked at as production would use them; what must not be deployed leaves with 1, \
            with --strict also what is only worth a thought.
            """)

    @Flag(help: "Say nothing where all is in order.") var quiet = false
    @Flag(help: "Look at the settings for production too.") var deploy = false
    @Flag(help: "With --deploy: leave with 1 for warnings as well.") var strict = false

    func run(_ app: any Application) async throws {
        let environment = ProcessInfo.processInfo.environment
        let root = FileManager.default.currentDirectoryPath
        let config = try await Config.load(root: root, environment: deploy ? .production : nil)
        let (quiet, deploy, strict) = (quiet, deploy, strict)
        try await BootPlan.forCommand(app, config: config) { plan in
            var findings: [DeployCheck.Finding] = []
            if deploy {
                let surroundings = DeployCheck.Surroundings(
                    environment: config.environmentName,
                    isPrivatePostgres: environment["ASHLAR_PRIVATE_POSTGRES"] != nil, sslMode: environment["PGSSLMODE"])
                findings = try DeployCheck(plan, surroundings).findings
                for finding in findings { print(finding.text) }
            }
            // What the settings of production lack keeps the app from booting with them: it was said.
            if !findings.contains(where: \.isError) { try await Self.prove(plan) }
            try await Self.compare(app, plan, isPrivate: environment["ASHLAR_PRIVATE_POSTGRES"] != nil)
            let errors = findings.count { $0.isError || strict }
            guard errors == 0 else { throw NotDeployable(count: errors) }
            if !quiet {
                print(Self.summary(routes: plan.routes.entries.count))
            }
        }
    }

    static func prove(_ plan: BootPlan) async throws {
        do {
            try await plan.boot().shutdown()
        } catch let error as BootError {
            throw BootError(problems: error.problems + plan.findings)
        }
        guard plan.findings.isEmpty else { throw CheckFindings(all: plan.findings) }
        for mount in plan.essentials.mounts { try await mount.check(plan.config) }
    }

    /// What is said where all is in order.
    static func summary(routes: Int) -> String {
        let routes = routes == 1 ? "1 route" : "\(routes) routes"
        return "In order: \(routes), and all controllers, views and settings."
    }

    private static func compare(_ app: any Application, _ plan: BootPlan, isPrivate: Bool) async throws {
        let result = try await ModelCheck.run(app, plan.database, config: plan.config, isPrivate: isPrivate)
        if let failure = try failure(result, plan.config, isPrivate: isPrivate) { throw failure }
        if result == .good { try await compareInputs(app, plan) }
    }

    /// What is wrong with the database, and what mends it; nil if nothing is, or if the app has none.
    static func failure(_ result: ModelCheck.Result, _ config: Config, isPrivate: Bool) throws -> CheckFailure? {
        let origin = try SettingOrigins(of: config).origin(of: "database.url")
        let place = ConfigListing.text(origin, root: config.root)
        switch result {
        case .unknown(nil), .good: return nil
        case .unknown(let reason?):
            let fix =
                isPrivate
                ? "Start it, and see what keeps it from that: ./craft db start"
                : "Start it, or mend its address: database.url is set by \(place)."
            return CheckFailure(message: "The database does not answer: \(reason)", lines: [fix])
        case .missing:
            let name = config.string("database.url").flatMap(databaseName) ?? "of the app"
            let fix =
                isPrivate
                ? "Make it, and run the migrations: ./craft migrate"
                : "Make it: ./craft db create. Or mend its address: database.url is set by \(place)."
            return CheckFailure(message: "The database \(name) is not there.", lines: [fix])
        case .pending(let names):
            let text = names.count == 1 ? "A migration has not run" : "\(names.count) migrations have not run"
            let which = names.count == 1 ? "it" : "them"
            return CheckFailure(message: "\(text). Run \(which): ./craft migrate", lines: names)
        case .different(let lines):
            return CheckFailure(
                message:
                    "The database lacks what the models expect. Write the migration: ./craft make migration NAME --diff",
                lines: lines)
        }
    }

    private static func databaseName(_ url: String) -> String? {
        let path = url.firstMatch(of: /^[a-z]+:\/\/[^\/?]*\/([^?]+)/).map { String($0.1) }
        return path ?? url.firstMatch(of: /(?:\s|^)dbname=(\S+)/).map { String($0.1) }
    }

    /// What inputs let through and the database would refuse.
    private static func compareInputs(_ app: any Application, _ plan: BootPlan) async throws {
        guard let database = plan.database else { return }
        let differences = try await InputAgreement(database).differences(of: plan.routes, models: try app.allModels())
        guard differences.isEmpty else { throw InputDifferences(all: differences) }
    }
}

/// Something that a check found outside of the app's own code.
struct CheckFailure: Error, CustomStringConvertible {
    let message: String
    let lines: [String]

    var description: String { ([message] + lines.map { "  \($0)" }).joined(separator: "\n") }
}

/// Settings that must not be deployed.
struct NotDeployable: Error, CustomStringConvertible {
    let count: Int
    var description: String {
        count == 1 ? "A setting is not fit for production." : "\(count) settings are not fit for production."
    }
}

/// The app starts, and something in it does not do what its author believes.
struct CheckFindings: Error, CustomStringConvertible {
    let all: [any Error]

    var description: String {
        let settings = all.count { $0 is UnknownSetting }
        let what =
            if settings < all.count {
                all.count == 1
                    ? "something in it does not do what it seems to"
                    : "\(all.count) things in it do not do what they seem to"
            } else {
                all.count == 1 ? "a setting of it does nothing" : "\(all.count) settings of it do nothing"
            }
        return (["The app starts, but \(what)."] + all.map { String(describing: $0) }).joined(separator: "\n\n")
    }
}
