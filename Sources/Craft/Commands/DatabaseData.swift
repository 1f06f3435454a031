import ArgumentParser
import AshlarTerminal
import Foundation

extension DatabaseCommand {
    /// `craft db query`
    struct Query: CraftSubcommand {
        static let configuration = CommandConfiguration(
            abstract: "Run a statement on the app's database and print what it answers.")

        @ArgumentParser.Argument(help: "The statement: \"select * from posts limit 5\".")
        var statement: String

        @Flag(help: "As JSON: an array with an object for each row.")
        var json = false

        func run(in place: Place) throws {
            let client = try DatabaseClient(in: place)
            let arguments =
                json
                ? ["--no-align", "--tuples-only", "--command=\(DatabaseClient.json(statement))"]
                : ["--command=\(statement)"]
            try client.database.become(try client.psql(arguments))
        }
    }

    /// `craft db explain`
    struct Explain: CraftSubcommand {
        static let configuration = CommandConfiguration(
            abstract: "Print how PostgreSQL would run a statement.",
            discussion: "With --analyze it runs it and takes back what it changed.")

        @ArgumentParser.Argument(help: "The statement.")
        var statement: String

        @Flag(help: "Run it, and say how long each part took.")
        var analyze = false

        @Flag(help: "As JSON.")
        var json = false

        func run(in place: Place) throws {
            let client = try DatabaseClient(in: place)
            let options = (analyze ? ["analyze", "buffers"] : []) + (json ? ["format json"] : [])
            let list = options.isEmpty ? "" : "(\(options.joined(separator: ", "))) "
            let explain = "explain \(list)\(DatabaseClient.trimmed(statement))"
            try client.database.become(
                try client.psql([
                    "--no-align", "--tuples-only", "--command=begin", "--command=\(explain)", "--command=rollback",
                ]))
        }
    }

    /// `craft db dump`
    struct Dump: CraftSubcommand {
        static let configuration = CommandConfiguration(
            abstract: "Write the database, its tables and their rows, as SQL.",
            discussion: "craft schema dump writes the tables alone, where new databases begin.")

        @ArgumentParser.Argument(help: "The file; standard output if none is named.")
        var file: String?

        @Flag(help: "Only the rows, for a database whose tables are there.")
        var dataOnly = false

        @Option(help: "Only this table; may be given more than once.")
        var table: [String] = []

        func run(in place: Place) throws {
            let client = try DatabaseClient(in: place)
            // Which migrations have run belongs to the tables: schema dump has it.
            var arguments = dataOnly ? ["--data-only", "--exclude-table=migrations"] : []
            arguments += table.map { "--table=\($0)" }
            guard let file else { try client.database.become(try client.pgDump(arguments)) }
            let path = Files.absolute(file, from: place.folder)
            try Files.makeFolder(Files.parent(of: path))
            try client.run(try client.pgDump(arguments + ["--file=\(path)"]), failure: "The database was not written.")
            place.console.file("created", file)
        }
    }

    /// `craft db load`
    struct Load: CraftSubcommand {
        static let configuration = CommandConfiguration(
            abstract: "Run a file of SQL, such as db dump writes: all of it, or nothing.")

        @ArgumentParser.Argument(help: "The file.")
        var file: String

        func run(in place: Place) throws {
            let path = Files.absolute(file, from: place.folder)
            guard Files.exists(path) else { throw CraftError("There is no \(file).") }
            let client = try DatabaseClient(in: place)
            try client.run(
                try client.psql(["--single-transaction", "--output=/dev/null", "--file=\(path)"]),
                failure: "\(file) was not loaded. Nothing was changed.")
            place.console.say("Loaded \(file).")
        }
    }

    /// `craft db create`
    struct Create: CraftSubcommand {
        static let configuration = CommandConfiguration(
            abstract: "Make the app's database, if it is not there.")

        func run(in place: Place) throws {
            let client = try DatabaseClient(in: place)
            let (url, name) = try client.maintenance()
            var launch = try client.psql(
                [
                    "--no-align", "--tuples-only",
                    "--command=select 1 from pg_database where datname = '\(name.replacing("'", with: "''"))'",
                ], on: url)
            launch.output = .captured
            let (status, output) = try ChildProcess.run(launch)
            guard status.isSuccess else {
                throw CraftError("PostgreSQL does not answer.", details: PrivatePostgres.tail(output, lines: 5))
            }
            // The private one is made when it is opened.
            if output.trimmingCharacters(in: .whitespacesAndNewlines).isEmpty {
                try client.run(
                    try client.psql(["--command=create database \(DatabaseClient.identifier(name))"], on: url),
                    failure: "The database \(name) was not made.")
            }
            place.console.say("There is a database \(name).")
        }
    }

    /// `craft db drop`
    struct Drop: CraftSubcommand {
        static let configuration = CommandConfiguration(
            abstract: "Delete the app's database with all that is in it.",
            discussion: "On a terminal it asks; elsewhere, and for a database of DATABASE_URL, say --force.")

        @Flag(help: "Do not ask.")
        var force = false

        func run(in place: Place) throws {
            let client = try DatabaseClient(in: place)
            let (url, name) = try client.maintenance()
            if !force, try !place.console.terminal.confirm("Delete the database \(name) with all that is in it?") {
                throw CraftError("Nothing was deleted.", suggestion: "Say --force if that is meant.")
            }
            let drop = "drop database if exists \(DatabaseClient.identifier(name)) with (force)"
            try client.run(
                try client.psql(["--command=\(drop)"], on: url), failure: "The database \(name) was not deleted.")
            place.console.say("Deleted \(name).")
        }
    }
}
