import ArgumentParser
import AshlarConfig
import AshlarORM
import AshlarPostgres
import Foundation

/// `App db`: rows to begin with, and models for tables that are there.
struct DatabaseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "db",
        abstract: "Fill the database, delete what is no longer wanted, or write models for its tables.",
        subcommands: [DatabaseSeedCommand.self, DatabasePruneCommand.self, DatabaseInspectCommand.self])
}

/// `App db seed`
struct DatabaseSeedCommand: AppSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "seed", abstract: "Run the app's seeders, or those that are named, with what they depend on.")

    @ArgumentParser.Argument(help: "Their names, with or without Seeder at the end.") var names: [String] = []
    @Option(help: "Fake data is the same for the same number; random for other data each time.") var seed = "0"
    @Flag(help: "Do it in production as well.") var force = false

    func validate() throws {
        if seed != "random", UInt64(seed) == nil { throw ValidationError("--seed takes a number or the word random.") }
    }

    func run(_ app: any Application) async throws {
        let names = names
        let number = UInt64(seed) ?? .random(in: 0 ... .max)
        let plan = force
        let config = try await Config.load(root: FileManager.default.currentDirectoryPath)
        try await DatabaseConsole.requireForce(config, isForced: plan)
        // Booted, because seeders may use what providers have started.
        try await Kernel.whileBooted(app, config: config) { kernel in
            let database = try kernel.database ?? Database.required()
            try await MigrationConsole.seed(app, database, names, seed: number)
        }
    }
}

/// `App db inspect`
struct DatabaseInspectCommand: AppSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect", abstract: "Write models for the tables of the database.",
        discussion: "Files that exist are left alone.")

    @ArgumentParser.Argument(help: "Only these tables.") var tables: [String] = []
    @Option(help: "The folder for the models.") var to = "Sources/App/Models"
    @Flag(help: "Print them instead.") var show = false
    @Flag(help: "Replace files that exist.") var force = false

    func run(_ app: any Application) async throws {
        let (tables, folder, show, force) = (Set(tables), to, show, force)
        try await DatabaseConsole.withDatabase { database, config in
            let writer = try await DatabaseInspection(database).models()
            let root = URL(filePath: folder.hasPrefix("/") ? folder : "\(config.root)/\(folder)")
            if !show { try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true) }
            for file in writer.files(for: tables) {
                if show {
                    print(file.source)
                    continue
                }
                let target = root.appending(path: "\(file.type).swift")
                guard force || !FileManager.default.fileExists(atPath: target.path) else {
                    print("   exists  \(folder)/\(file.type).swift")
                    continue
                }
                try Data(file.source.utf8).write(to: target, options: .atomic)
                print("  created  \(folder)/\(file.type).swift")
            }
            for (table, reason) in writer.skipped { print("  skipped  \(table): \(reason)") }
        }
    }
}
