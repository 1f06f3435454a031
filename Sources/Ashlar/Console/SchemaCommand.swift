import ArgumentParser
import AshlarConfig
import AshlarORM
import AshlarPostgres
import AshlarSupport
import AshlarTerminal
import Foundation

/// `App schema`: the database's schema as a whole.
struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema", abstract: "Write the database's schema down, make it, or compare it with the models.",
        subcommands: [SchemaDumpCommand.self, SchemaLoadCommand.self, SchemaDiffCommand.self])
}

/// `App schema dump`
struct SchemaDumpCommand: AppSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "dump", abstract: "Write the schema to database/schema.sql, where new databases begin.")

    @Flag(help: "Print it instead.") var show = false

    func run(_ app: any Application) async throws {
        let show = show
        try await DatabaseConsole.withDatabase { database, config in
            let text = try await SchemaDump(database: database).text()
            if show { return print(text, terminator: "") }
            let path = "\(config.root)/\(type(of: app).schemaFile)"
            let folder = URL(filePath: path).deletingLastPathComponent()
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
            print("Wrote \(type(of: app).schemaFile).")
        }
    }
}

/// `App schema load`
struct SchemaLoadCommand: AppSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "load", abstract: "Make what database/schema.sql says, in an empty database.")

    func run(_ app: any Application) async throws {
        try await DatabaseConsole.withDatabase { database, config in
            let path = "\(config.root)/\(type(of: app).schemaFile)"
            guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
                throw ConfigError(
                    message: "There is no \(type(of: app).schemaFile).", suggestion: "Write it: ./craft schema dump")
            }
            try await SchemaDump(database: database).load(text)
            print("Loaded \(type(of: app).schemaFile).")
        }
    }
}

/// `App schema diff`
struct SchemaDiffCommand: AppSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "diff", abstract: "Say what the models expect and the database does not have.",
        discussion: """
            A column that is gone while another one of its type came may have been renamed. On a terminal that is asked; \
            otherwise say --rename posts.body=content for each that was, and --drop posts.body for each that was not.
            """)

    @Option(help: "OLD=NEW: a column (posts.body=content) or a table (articles=posts) that was renamed.")
    var rename: [String] = []
    @Option(help: "A column (posts.body) or a table that was not renamed.") var drop: [String] = []
    @Flag(help: "Leave with 1 where there is a difference.") var check = false
    @Option(help: ArgumentHelp("Write the two bodies of a migration there, as JSON.", visibility: .hidden))
    var output: String?

    func run(_ app: any Application) async throws {
        let models = try app.allModels()
        guard !models.isEmpty else {
            throw ConfigError(
                message: "The app lists no models.",
                suggestion: "List them in the app: let models: [any Model.Type] = [Post.self]")
        }
        let answers = try RenameAnswers(rename: rename, drop: drop, terminal: .standard)
        let (check, output) = (check, output)
        try await DatabaseConsole.withDatabase { database, _ in
            let inspection = DatabaseInspection(database)
            let diff = try SchemaDiff(
                models: models, tables: try await inspection.tables(), enums: try await inspection.enums(),
                isRename: answers.isRename)
            let writer = MigrationWriter(diff)
            if diff.isEmpty { print("The database has what the models expect.") }
            for line in writer.summary { print("  \(line)") }
            if !diff.unknownTables.isEmpty {
                print("No model has: \(diff.unknownTables.joined(separator: ", ")). They stay.")
            }
            if let output, !diff.isEmpty {
                let bodies = ["up": writer.up, "down": writer.down]
                try JSONEncoder().encode(bodies).write(to: URL(filePath: output))
            }
            if check, !diff.isEmpty { throw ExitCode(1) }
        }
    }
}

/// Says what was renamed: from the command line, or by asking.
struct RenameAnswers {
    private var renames: Set<SchemaDiff.RenameQuestion> = []
    private let drops: Set<String>
    private let terminal: Terminal

    init(rename: [String], drop: [String], terminal: Terminal) throws {
        self.terminal = terminal
        drops = Set(drop)
        for text in rename {
            let parts = text.split(separator: "=").map(String.init)
            guard parts.count == 2 else {
                throw ValidationError("\"\(text)\" is no renaming: write --rename posts.body=content.")
            }
            let table = parts[0].split(separator: ".").count == 2 ? parts[0].split(separator: ".")[0] + "." : ""
            let new = parts[1].contains(".") ? parts[1] : table + parts[1]
            renames.insert(SchemaDiff.RenameQuestion(old: parts[0], new: new))
        }
    }

    func isRename(_ question: SchemaDiff.RenameQuestion) throws -> Bool {
        if renames.contains(question) { return true }
        // What was renamed to something else was not renamed to this.
        if drops.contains(question.old) || renames.contains(where: { $0.old == question.old || $0.new == question.new })
        {
            return false
        }
        guard terminal.canAsk else {
            throw ConfigError(
                message: "\(question.old) is gone and \(question.new) is new: was it renamed?",
                suggestion: "Say --rename \(question.old)=\(question.new.split(separator: ".").last ?? "") if it was, "
                    + "--drop \(question.old) if it was not.")
        }
        return try terminal.confirm("Was \(question.old) renamed to \(question.new)?")
    }
}
