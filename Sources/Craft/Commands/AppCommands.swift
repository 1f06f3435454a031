import ArgumentParser

/// Runs the app's own program: builds it, opens its database, and becomes it.
///
/// - Parameters:
///   - arguments: the program's.
///   - place: knows the app.
///   - need: which database it gets.
func becomeApp(_ arguments: [String], in place: Place, database need: DatabaseNeed = .ifUsed) throws -> Never {
    let app = try place.app()
    // Read first: a broken .env need not wait for a build to be told.
    _ = try app.dotEnv(place.environment)
    let program = try AppBuilder(app: app, place: place).build()
    let database = try AppDatabase.get(need, for: app, in: place)
    var launch = program.launch(arguments, database: database, environment: place.environment)
    launch.readsInput = true
    try database.become(launch)
}

/// `craft migrate`
struct MigrateCommand: CraftSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate", abstract: "Bring the database to the state the migrations describe.",
        usage: "craft migrate [rollback | status | fresh | reset | refresh] [<options> ...]",
        discussion: """
            Without a word: run what has not run yet; --step <n> runs n at most, --seed fills the database afterwards.
              rollback  undo the last batch; --step <n> undoes n migrations, --batch <n> that batch
              status    list what ran, what did not, and what was changed since it ran
              fresh     drop everything, then run all; --seed fills the database
              reset     undo all
              refresh   undo all, then run all; --seed fills the database
            --pretend prints the SQL of running and undoing, and changes nothing.
            """)

    @Argument(parsing: .allUnrecognized, help: "Handed to the app.")
    var arguments: [String] = []

    func run(in place: Place) throws { try becomeApp(["migrate"] + arguments, in: place, database: .always) }
}

/// `craft schema`
struct SchemaCommand: CraftSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "schema", abstract: "Write the database's schema down, make it, or compare it with the models.",
        usage: "craft schema dump [--show] | load | diff [--check] [--rename <old>=<new>] ... [--drop <name>] ...",
        discussion: """
              dump  write the schema to database/schema.sql, where new databases begin
              load  make what it says, in an empty database
              diff  say what the models expect and the database does not have; --check leaves with 1 then
            """)

    @Argument(parsing: .allUnrecognized, help: "Handed to the app.")
    var arguments: [String] = []

    func run(in place: Place) throws { try becomeApp(["schema"] + arguments, in: place, database: .always) }
}

/// `craft routes`
struct RoutesCommand: CraftSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "routes", abstract: "List the app's routes.",
        usage: "craft routes [--method <method>] [--name <text>] [--path <text>] [--for <path>] [--json]",
        discussion: "--for says which routes were considered for a path, and why each does or does not answer.")

    @Argument(parsing: .allUnrecognized, help: "Handed to the app.")
    var arguments: [String] = []

    func run(in place: Place) throws { try becomeApp(["routes"] + arguments, in: place) }
}

/// `craft middleware`
struct MiddlewareCommand: CraftSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "middleware", abstract: "Print what lies around the requests of a route, outermost first.",
        usage: "craft middleware [<route or path>] [--method <method>]")

    @Argument(parsing: .allUnrecognized, help: "Handed to the app.")
    var arguments: [String] = []

    func run(in place: Place) throws { try becomeApp(["middleware"] + arguments, in: place) }
}

/// `craft check`
struct CheckCommand: CraftSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract:
            "Find what would fail: unresolvable types, missing views, tables that models do not find, and the like.",
        usage: "craft check [--quiet] [--deploy [--strict]]",
        discussion: """
            It leaves with 1 if it finds something: also a database that does not answer or is not there, and migrations that have \
            not run. It changes and makes nothing.

            --deploy looks at the settings as production would use them: keys, hosts, https, cookies, the way to PostgreSQL, \
            migrations that have not run. Each finding says where it is set and what to do. It leaves with 1 if something must \
            not be deployed so, with --strict also for warnings.
            """)

    @Argument(parsing: .allUnrecognized, help: "Handed to the app.")
    var arguments: [String] = []

    func run(in place: Place) throws { try becomeApp(["check"] + arguments, in: place, database: .ifThere) }
}

/// `craft openapi`
struct OpenAPICommand: CraftSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "openapi", abstract: "Describe the app's API: routes, inputs and answers (OpenAPI 3.1).",
        usage: "craft openapi export [--output <file>] [--check]",
        discussion: """
              export  print the description as JSON, or write it to a file; --check leaves with 1 if the file is not as it
                      would be written
            """)

    @Argument(parsing: .allUnrecognized, help: "Handed to the app.")
    var arguments: [String] = []

    func run(in place: Place) throws { try becomeApp(["openapi"] + arguments, in: place) }
}

/// `craft conformance`
struct ConformanceCommand: CraftSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "conformance", abstract: "Ask the app's routes and say what their answers break of HTTP.",
        usage: "craft conformance [--path <path>] ... [--patience <seconds>]",
        discussion:
            "Without --path: all routes that answer GET at a path without parameters. Leaves with 1 if one breaks HTTP."
    )

    @Argument(parsing: .allUnrecognized, help: "Handed to the app.")
    var arguments: [String] = []

    func run(in place: Place) throws { try becomeApp(["conformance"] + arguments, in: place) }
}

/// `craft request`
struct RequestCommand: CraftSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "request", abstract: "Send one request to the app, without a server, and print the answer.",
        usage:
            "craft request [<method>] <path> [-X <method>] [-H <field>] ... [-d <form>] [--json <json>] [--foreign] [--body]",
        discussion: """
            It counts as sent from a page of the app, with the CSRF token that its forms have; --foreign sends it as a stranger \
            would.
            """)

    @Argument(parsing: .allUnrecognized, help: "Handed to the app.")
    var arguments: [String] = []

    func run(in place: Place) throws { try becomeApp(["request"] + arguments, in: place) }
}

/// `craft config`
struct ConfigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config", abstract: "The app's settings.", subcommands: [Show.self])

    /// `craft config show`
    struct Show: CraftSubcommand {
        static let configuration = CommandConfiguration(
            abstract: "Print the settings, each with where its value comes from; secrets are hidden.",
            usage: "craft config show [<setting> ...] [--all] [--json]",
            discussion: """
                ./craft config show session prints those that begin so. --all adds those that are set nowhere, where the \
                framework's own values count.
                """)

        @Argument(parsing: .allUnrecognized, help: "Handed to the app.")
        var arguments: [String] = []

        func run(in place: Place) throws { try becomeApp(["config", "show"] + arguments, in: place) }
    }
}
