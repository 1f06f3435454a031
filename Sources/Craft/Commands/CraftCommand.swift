import ArgumentParser

/// All of craft.
struct CraftCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "craft",
        abstract: "Make, serve, migrate and test apps written with Ashlar.",
        version: "Ashlar \(CraftVersion.current)",
        groupedSubcommands: [
            CommandGroup(name: "Begin", subcommands: [NewCommand.self]),
            CommandGroup(
                name: "Every day",
                subcommands: [
                    ServeCommand.self, MakeCommand.self, DestroyCommand.self, StubsCommand.self, TestCommand.self,
                    TinkerCommand.self, RunCommand.self,
                ]),
            CommandGroup(
                name: "Database", subcommands: [MigrateCommand.self, DatabaseCommand.self, SchemaCommand.self]),
            CommandGroup(
                name: "Look",
                subcommands: [
                    RoutesCommand.self, RouteCommand.self, MiddlewareCommand.self, RequestCommand.self,
                    CheckCommand.self, ConfigCommand.self, ConformanceCommand.self, OpenAPICommand.self,
                    ClientCommand.self, DoctorCommand.self, EnvironmentCommand.self, AboutCommand.self,
                    CompletionsCommand.self, VersionCommand.self,
                ]),
            CommandGroup(name: "Ship", subcommands: [BuildCommand.self]),
            CommandGroup(name: "Maintenance", subcommands: [DownCommand.self, UpCommand.self]),
            CommandGroup(name: "Secrets", subcommands: [KeyCommand.self]),
        ])
}
