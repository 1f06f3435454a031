import ArgumentParser
import Foundation

/// `craft db ...`
struct DatabaseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "db", abstract: "The app's private PostgreSQL, and what is in its database.",
        discussion: """
            Development and tests use a PostgreSQL of the app's own, in storage/postgres, which commands that need it start by \
            themselves. It is not used where DATABASE_URL is set.
            """,
        subcommands: [
            Start.self, Stop.self, Status.self, Create.self, Drop.self, Dump.self, Load.self, Query.self, Explain.self,
            Shell.self, Seed.self, Prune.self, Inspect.self,
        ])

    /// `craft db start`
    struct Start: CraftSubcommand {
        static let configuration = CommandConfiguration(abstract: "Start it.")

        func run(in place: Place) throws {
            let home = try PostgresHome.find(in: place)
            let server = try home.postgres.start()
            if let database = home.database { try home.postgres.ensureDatabase(database, on: server) }
            place.console.say(server.wasStarted ? "PostgreSQL started." : "PostgreSQL is running already.")
            place.console.say(server.url(database: home.database ?? "postgres"))
        }
    }

    /// `craft db stop`
    struct Stop: CraftSubcommand {
        static let configuration = CommandConfiguration(abstract: "Stop it.")

        func run(in place: Place) throws {
            let stopped = try PostgresHome.find(in: place).postgres.stop()
            place.console.say(stopped ? "PostgreSQL stopped." : "PostgreSQL is not running.")
        }
    }

    /// `craft db status`
    struct Status: CraftSubcommand {
        static let configuration = CommandConfiguration(
            abstract: "Print whether it runs, and its address; the exit code is 3 if it does not run.")

        func run(in place: Place) throws {
            let home = try PostgresHome.find(in: place)
            guard let server = home.postgres.running() else {
                place.console.say("PostgreSQL is not running.")
                throw ExitCode(3)
            }
            place.console.say("PostgreSQL is running.")
            place.console.say(server.url(database: home.database ?? "postgres"))
        }
    }

    /// `craft db shell`
    struct Shell: CraftSubcommand {
        static let configuration = CommandConfiguration(
            abstract: "Open psql on the app's database.",
            discussion: "All arguments are handed to psql: ./craft db shell -c 'select 1'")

        @Argument(parsing: .allUnrecognized, help: "Handed to psql.")
        var arguments: [String] = []

        func run(in place: Place) throws {
            let database = try AppDatabase.open(for: place.app(), in: place)
            try database.become(
                Launch(
                    executable: try PostgresHome.psql(in: place), arguments: ["--dbname=\(database.url)"] + arguments,
                    environment: place.environment))
        }
    }

    /// `craft db seed`
    struct Seed: CraftSubcommand {
        static let configuration = CommandConfiguration(
            abstract: "Run the app's seeders, or those that are named, with what they depend on.",
            usage: "craft db seed [<name> ...] [--seed <number or random>] [--force]")

        @Argument(parsing: .allUnrecognized, help: "Handed to the app.")
        var arguments: [String] = []

        func run(in place: Place) throws { try becomeApp(["db", "seed"] + arguments, in: place) }
    }

    /// `craft db prune`
    struct Prune: CraftSubcommand {
        static let configuration = CommandConfiguration(
            abstract: "Delete the rows that the app's Prunable models no longer want.",
            usage: "craft db prune [<model> ...] [--except <model>] ... [--chunk <number>] [--pretend]",
            discussion: "Made to be run every night. --pretend says how many rows would be deleted, and deletes none.")

        @Argument(parsing: .allUnrecognized, help: "Handed to the app.")
        var arguments: [String] = []

        func run(in place: Place) throws { try becomeApp(["db", "prune"] + arguments, in: place) }
    }

    /// `craft db inspect`
    struct Inspect: CraftSubcommand {
        static let configuration = CommandConfiguration(
            abstract: "Write models for the tables of the database; files that exist are left alone.",
            usage: "craft db inspect [<table> ...] [--to <folder>] [--show] [--force]")

        @Argument(parsing: .allUnrecognized, help: "Handed to the app.")
        var arguments: [String] = []

        func run(in place: Place) throws { try becomeApp(["db", "inspect"] + arguments, in: place) }
    }
}
