import ArgumentParser

/// `craft make ...`
struct MakeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "make", abstract: "Write new files of the app from stubs.",
        discussion: """
            Names are given in any case and with folders: Post, admin/post. An app's own stubs/ are used before the \
            framework's. Nothing that exists is changed without --force.

            Fields are name:type, such as title:string body:text? author:references slug:string=80:unique. The types are \
            \(FieldType.names.joined(separator: ", ")). A question mark says that it may be missing, [] makes an array, and \
            :index, :unique and :default=VALUE may follow. A reference names another model with author:references=User.
            """,
        subcommands: things.map { $0 } + [Dockerfile.self, Systemd.self])

    /// What can be made by a name, and destroyed.
    static let things: [any MakeThing.Type] = [
        Scaffold.self, Model.self, Controller.self, Migration.self, Factory.self, Seeder.self, View.self,
        Middleware.self, Provider.self,
        Command.self, Event.self, Listener.self, Module.self, Test.self,
    ]
}

/// Something that `craft destroy` takes away.
protocol Destroyable: CraftSubcommand {
    /// What becomes of files that were changed.
    var mode: Generator.Mode { get }

    /// What was written by an earlier call with the same words.
    func earlierPlan(_ generator: AppGenerator, in place: Place) throws -> [Generator.Item]
}

/// Something that `craft make` writes by a name, and `craft destroy` takes away.
protocol MakeThing: Destroyable {
    var options: MakeOptions { get }

    /// What is written.
    func plan(_ generator: AppGenerator) throws -> [Generator.Item]

    /// What was written by an earlier call of the same name; fields that were given then need not be given again.
    func earlierPlan(_ generator: AppGenerator) throws -> [Generator.Item]
}

extension MakeThing {
    var mode: Generator.Mode { options.mode }

    func earlierPlan(_ generator: AppGenerator) throws -> [Generator.Item] { try plan(generator) }

    func earlierPlan(_ generator: AppGenerator, in place: Place) throws -> [Generator.Item] {
        try earlierPlan(generator)
    }

    func run(in place: Place) throws {
        let generator = try AppGenerator(in: place)
        try generator.files.write(try plan(generator), options.mode)
    }
}

/// What every generator takes.
struct MakeOptions: ParsableArguments {
    @Argument(help: "Its name, such as Post or Admin/Post.", completion: NameCompletion.kind)
    var name: String

    @Flag(help: "Replace what exists, or destroy what was changed.")
    var force = false

    @Flag(help: "Write nothing; show what would be, and how it differs from what exists.")
    var dryRun = false

    var mode: Generator.Mode { dryRun ? .dryRun : force ? .overwriting : .careful }
}

/// The fields of a model.
struct FieldOptions: ParsableArguments {
    @Argument(help: ArgumentHelp("Its fields: title:string body:text? author:references.", valueName: "field"))
    var fields: [String] = []

    var list: FieldList { get throws { try FieldList(parsing: fields) } }
}
