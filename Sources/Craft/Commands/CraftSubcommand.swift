import ArgumentParser

/// A command of craft: it runs in a place.
protocol CraftSubcommand: ParsableCommand {
    /// Does it.
    func run(in place: Place) throws
}

extension CraftSubcommand {
    /// Runs where craft was started.
    func run() throws { try run(in: Place.current()) }
}
