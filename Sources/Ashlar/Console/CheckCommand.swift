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
            try await Self.compare(app, plan, isStrict: deploy, quiet: quiet)
            let errors = findings.count { $0.isError || strict }
            guard errors == 0 else { throw NotDeployable(count: errors) }
            if !quiet {
                print("\(plan.routes.entries.count) routes, their controllers, all views and settings are in order.")
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

    private static func compare(
        _ app: any Application, _ plan: BootPlan, isStrict: Bool, quiet: Bool
    ) async throws {
        switch try await ModelCheck.run(app, plan.database, config: plan.config) {
        case .unknown(nil): break
        case .good: try await compareInputs(app, plan)
        case .unknown(let reason?):
            if isStrict { throw CheckFailure(message: "The database does not answer: \(reason)", lines: []) }
            if !quiet { print("The database does not answer, so the models were not compared with it.") }
        case .pending(let names):
            let text = names.count == 1 ? "A migration has not run" : "\(names.count) migrations have not run"
            if isStrict { throw CheckFailure(message: "\(text). Run them: ./craft migrate", lines: names) }
            if !quiet { print("\(text): ./craft migrate") }
        case .different(let lines):
            throw CheckFailure(
                message:
                    "The database lacks what the models expect. Write the migration: ./craft make migration NAME --diff",
                lines: lines)
        }
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
        let what = all.count == 1 ? "a setting of it does nothing" : "\(all.count) settings of it do nothing"
        return (["The app starts, but \(what)."] + all.map { String(describing: $0) }).joined(separator: "\n\n")
    }
}
