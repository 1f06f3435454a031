import ArgumentParser

extension MakeCommand {
    /// `craft make controller`
    struct Controller: MakeThing {
        static let configuration = CommandConfiguration(
            abstract: "A controller with its views and its route: what answers requests.",
            discussion: "One whose name is that of a model lists and shows the model's rows.")
        @OptionGroup var options: MakeOptions
        @Option(help: "The model whose rows it serves; by default the one of its own name, if there is one.")
        var model: String?
        @Flag(name: .shortAndLong, help: "All seven actions of a resource, with pages, forms and JSON.")
        var resource = false
        @Flag(
            help: """
                The five actions of a resource that have no forms, with JSON; with --resource in a controller of its own, \
                Api/NAME.
                """)
        var api = false
        @Flag(name: .shortAndLong, help: "Also its test.")
        var test = false

        func plan(_ generator: AppGenerator) throws -> [Generator.Item] {
            try generator.controllers(
                options.name, resource ? .resource : api ? nil : .pages, isAPI: api, model: model, isTested: test)
        }

        func earlierPlan(_ generator: AppGenerator) throws -> [Generator.Item] {
            guard !resource, !api else { return try plan(generator) }
            let kind = try generator.earlierKind(options.name) ?? .pages
            return try generator.controller(options.name, kind, model: model, isTested: test)
        }
    }

    /// `craft make view`
    struct View: MakeThing {
        static let configuration = CommandConfiguration(
            abstract: "A view: a page's template.", discussion: "posts.index is views/posts/index.html.")
        @OptionGroup var options: MakeOptions

        func plan(_ generator: AppGenerator) throws -> [Generator.Item] { [try generator.view(options.name)] }
    }
}
