import ArgumentParser
import Foundation

/// `craft make ...`
struct MakeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "make", abstract: "Write a new file of the app from a stub.",
        discussion: """
            Names are given in any case and with folders: Post, admin/post. An app's own stubs/ are used before the \
            framework's. Nothing that exists is changed without --force.
            """,
        subcommands: [
            Controller.self, Model.self, Migration.self, Factory.self, Seeder.self, View.self, Middleware.self,
            Provider.self,
        ])

    /// What every generator takes.
    struct Options: ParsableArguments {
        @Argument(help: "Its name, such as Post or Admin/Post.")
        var name: String

        @Flag(help: "Replace a file that exists.")
        var force = false

        /// Plans with the app's generator, and writes.
        func write(in place: Place, _ plan: (AppGenerator) throws -> [Generator.Item]) throws {
            let app = try place.app()
            let files = Generator(root: app.root, stubs: place.stubs(for: app), console: place.console)
            try files.write(try plan(AppGenerator(app: app, files: files, now: Date())), overwrites: force)
        }
    }

    struct Controller: CraftSubcommand {
        static let configuration = CommandConfiguration(abstract: "A controller: what answers requests.")
        @OptionGroup var options: Options
        @Option(help: "The model whose rows it lists and shows; by default the one of its own name, if there is one.")
        var model: String?

        func run(in place: Place) throws {
            try options.write(in: place) { [try $0.controller(options.name, model: model)] }
        }
    }

    struct Model: CraftSubcommand {
        static let configuration = CommandConfiguration(abstract: "A model: a table's rows as values.")
        @OptionGroup var options: Options
        @Flag(name: .shortAndLong, help: "Also make the migration that creates its table.")
        var migration = false
        @Flag(name: .shortAndLong, help: "Also make a controller that lists and shows its rows.")
        var controller = false

        func run(in place: Place) throws {
            try options.write(in: place) { generator in
                var items = [try generator.model(options.name)]
                if migration { items.append(try generator.migration(forModel: options.name)) }
                if controller {
                    items.append(try generator.controller(options.name, model: options.name, isModelNew: true))
                }
                return items
            }
        }
    }

    struct Migration: CraftSubcommand {
        static let configuration = CommandConfiguration(
            abstract: "A migration: a change of the database.",
            discussion: """
                create_posts_table, add_slug_to_posts and remove_slug_from_posts are understood. With --diff the app's models are \
                compared with the database, and the migration makes the difference. Renamed columns are asked for on a terminal; \
                otherwise they are said: --rename posts.body=content, --drop posts.body.
                """)
        @OptionGroup var options: Options
        @Flag(help: "Write the difference between the app's models and its database.") var diff = false
        @Option(help: "OLD=NEW: a column or table that was renamed; with --diff.") var rename: [String] = []
        @Option(help: "A column or table that was not renamed; with --diff.") var drop: [String] = []

        func validate() throws {
            guard diff || (rename.isEmpty && drop.isEmpty) else {
                throw ValidationError("--rename and --drop go with --diff.")
            }
        }

        func run(in place: Place) throws {
            guard diff else { return try options.write(in: place) { [try $0.migration(options.name)] } }
            let answers = rename.flatMap { ["--rename", $0] } + drop.flatMap { ["--drop", $0] }
            guard let bodies = try MigrationDifference.read(answers, in: place) else { return }
            try options.write(in: place) { [try $0.migration(options.name, difference: bodies)] }
        }
    }

    struct Factory: CraftSubcommand {
        static let configuration = CommandConfiguration(
            abstract: "A factory: makes a model's rows with data that looks real.",
            discussion: "The name is the model's: craft make factory Post.")
        @OptionGroup var options: Options

        func run(in place: Place) throws {
            try options.write(in: place) { [try $0.factory(options.name)] }
        }
    }

    struct Seeder: CraftSubcommand {
        static let configuration = CommandConfiguration(abstract: "A seeder: fills tables, for craft db seed.")
        @OptionGroup var options: Options

        func run(in place: Place) throws {
            try options.write(in: place) { [try $0.seeder(options.name)] }
        }
    }

    struct View: CraftSubcommand {
        static let configuration = CommandConfiguration(
            abstract: "A view: a page's template.", discussion: "posts.index is views/posts/index.html.")
        @OptionGroup var options: Options

        func run(in place: Place) throws {
            try options.write(in: place) { [try $0.view(options.name)] }
        }
    }

    struct Middleware: CraftSubcommand {
        static let configuration = CommandConfiguration(abstract: "A middleware: what stands before routes.")
        @OptionGroup var options: Options

        func run(in place: Place) throws {
            try options.write(in: place) { [try $0.middleware(options.name)] }
        }
    }

    struct Provider: CraftSubcommand {
        static let configuration = CommandConfiguration(abstract: "A service provider: what the container can give.")
        @OptionGroup var options: Options

        func run(in place: Place) throws {
            try options.write(in: place) { [try $0.provider(options.name)] }
        }
    }
}
