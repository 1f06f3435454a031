import ArgumentParser

/// `craft destroy ...`
struct DestroyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "destroy", abstract: "Take away what make wrote, where nobody has changed it since.",
        discussion: """
            Give the name and the options that it was made with; fields need not be given again. A file that is no longer what \
            make would write is kept, and said; the lines that a removed file needed elsewhere go with it. What others of the \
            app still use is not removed, and neither is a migration that has run: --force removes it all the same. What is gone \
            already is passed over.
            """,
        subcommands: things.map { command(for: $0) })

    private static let things: [any Destroyable.Type] =
        MakeCommand.things.map { $0 } + [MakeCommand.Dockerfile.self, MakeCommand.Systemd.self]

    private static func command<Thing: Destroyable>(for thing: Thing.Type) -> any ParsableCommand.Type {
        DestroyThing<Thing>.self
    }
}

/// `craft destroy model` and so on: what the generator of that name takes.
struct DestroyThing<Thing: Destroyable>: CraftSubcommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(commandName: Thing._commandName, abstract: Thing.configuration.abstract)
    }

    @OptionGroup var thing: Thing

    func run(in place: Place) throws {
        let generator = try AppGenerator(in: place).removing
        try generator.destroy(
            try thing.earlierPlan(generator, in: place), thing.mode, check: RanMigrations(place: place).refuse)
    }
}
