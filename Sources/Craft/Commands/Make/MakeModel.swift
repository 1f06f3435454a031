import ArgumentParser

extension MakeCommand {
    /// `craft make model`
    struct Model: MakeThing {
        static let configuration = CommandConfiguration(
            abstract: "A model: a table's rows as values.",
            discussion: "craft make model Post title:string body:text? author:references --migration --factory")
        @OptionGroup var options: MakeOptions
        @OptionGroup var fields: FieldOptions
        @Flag(name: .shortAndLong, help: "Also the migration that creates its table.")
        var migration = false
        @Flag(name: .shortAndLong, help: "Also a controller and pages that list and show its rows.")
        var controller = false
        @Flag(name: .shortAndLong, help: "Also a controller, an input and pages with forms for all seven actions.")
        var resource = false
        @Flag(
            help: """
                Also a controller and an input that answer with JSON; beside one with pages it is called Api/NAME.
                """)
        var api = false
        @Flag(name: .shortAndLong, help: "Also its factory, for tests and seeders.")
        var factory = false
        @Flag(name: .shortAndLong, help: "Also its seeder, which fills the table from the factory if that is made too.")
        var seeder = false
        @Flag(name: .shortAndLong, help: "Also tests of what is made.")
        var test = false

        func plan(_ generator: AppGenerator) throws -> [Generator.Item] { try plan(generator, fields.list) }

        func earlierPlan(_ generator: AppGenerator) throws -> [Generator.Item] {
            try plan(generator, fields.fields.isEmpty ? generator.fields(ofModel: options.name) : fields.list)
        }

        private func plan(_ generator: AppGenerator, _ list: FieldList) throws -> [Generator.Item] {
            let model = try generator.model(options.name, list)
            var items = [model]
            if migration { items.append(try generator.migration(forModel: options.name, list)) }
            if controller || resource || api {
                items += try generator.controllers(
                    options.name, resource ? .resource : controller ? .pages : nil, isAPI: api, model: options.name,
                    fields: list, isTested: test)
            }
            if factory { items += try generator.factory(options.name, planned: model, list) }
            if seeder {
                let type = try generator.name(options.name).type
                items.append(try generator.seeder(options.name, filling: factory ? type : nil))
            }
            if test { items.append(try generator.modelTest(options.name, list)) }
            return items
        }
    }

    /// `craft make scaffold`
    struct Scaffold: MakeThing {
        static let configuration = CommandConfiguration(
            abstract: "A model with its table, controller, pages with forms, JSON and tests.",
            discussion: "craft make scaffold Post title:string body:text? author:references. Then: craft migrate")
        @OptionGroup var options: MakeOptions
        @OptionGroup var fields: FieldOptions
        @Flag(help: "JSON only, under /api: no pages.")
        var api = false

        func plan(_ generator: AppGenerator) throws -> [Generator.Item] {
            try generator.scaffold(options.name, fields.list, isAPI: api)
        }

        func earlierPlan(_ generator: AppGenerator) throws -> [Generator.Item] {
            let list = fields.fields.isEmpty ? try generator.fields(ofModel: options.name) : try fields.list
            let isAPI = try api || generator.earlierKind(options.name) == .api
            return try generator.scaffold(options.name, list, isAPI: isAPI)
        }
    }

    /// `craft make migration`
    struct Migration: MakeThing {
        static let configuration = CommandConfiguration(
            abstract: "A migration: a change of the database.",
            discussion: """
                create_posts_table, add_slug_to_posts and remove_slug_from_posts are understood; fields say of what type the \
                columns are: craft make migration add_slug_to_posts slug:string:unique. With --diff the app's models are \
                compared with the database, and the migration makes the difference. Renamed columns are asked for on a terminal; \
                otherwise they are said: --rename posts.body=content, --drop posts.body.
                """)
        @OptionGroup var options: MakeOptions
        @OptionGroup var fields: FieldOptions
        @Flag(help: "Write the difference between the app's models and its database.") var diff = false
        @Option(help: "OLD=NEW: a column or table that was renamed; with --diff.") var rename: [String] = []
        @Option(help: "A column or table that was not renamed; with --diff.") var drop: [String] = []

        func validate() throws {
            guard diff || (rename.isEmpty && drop.isEmpty) else {
                throw ValidationError("--rename and --drop go with --diff.")
            }
            guard !diff || fields.fields.isEmpty else {
                throw ValidationError("With --diff the models say which columns there are: give no fields.")
            }
        }

        func run(in place: Place) throws {
            let generator = try AppGenerator(in: place)
            guard diff else { return try generator.files.write(try plan(generator), options.mode) }
            let answers = rename.flatMap { ["--rename", $0] } + drop.flatMap { ["--drop", $0] }
            guard let bodies = try MigrationDifference.read(answers, in: place) else { return }
            try generator.files.write([try generator.migration(options.name, difference: bodies)], options.mode)
        }

        func plan(_ generator: AppGenerator) throws -> [Generator.Item] {
            [try generator.migration(options.name, fields.list)]
        }

        func earlierPlan(_ generator: AppGenerator) throws -> [Generator.Item] {
            guard fields.fields.isEmpty else { return try plan(generator) }
            return [try generator.earlierMigration(options.name)]
        }
    }
}
