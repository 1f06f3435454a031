import ArgumentParser

extension MakeCommand {
    /// `craft make factory`
    struct Factory: MakeThing {
        static let configuration = CommandConfiguration(
            abstract: "A factory: makes a model's rows with data that looks real.",
            discussion: """
                The name is the model's: craft make factory Post. Models that it belongs to get factories too, where they have \
                none.
                """)
        @OptionGroup var options: MakeOptions

        func plan(_ generator: AppGenerator) throws -> [Generator.Item] { try generator.factory(options.name) }
    }

    /// `craft make seeder`
    struct Seeder: MakeThing {
        static let configuration = CommandConfiguration(abstract: "A seeder: fills tables, for craft db seed.")
        @OptionGroup var options: MakeOptions

        func plan(_ generator: AppGenerator) throws -> [Generator.Item] { [try generator.seeder(options.name)] }
    }
}
