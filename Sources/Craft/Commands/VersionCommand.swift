import ArgumentParser

/// `craft version`
struct VersionCommand: CraftSubcommand {
    static let configuration = CommandConfiguration(commandName: "version", abstract: "Print the version of Ashlar.")

    func run(in place: Place) throws { place.console.say("Ashlar \(CraftVersion.current)") }
}
