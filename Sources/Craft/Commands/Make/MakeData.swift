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

        /// One that was made with its model and its factory names them.
        func earlierPlan(_ generator: AppGenerator) throws -> [Generator.Item] {
            let plain = try generator.seeder(options.name)
            let text = (try? Files.text("\(generator.app.root)/\(plain.path)")) ?? ""
            let model = text.firstMatch(of: /_ = try await (\w+)\.factory\.create\(10\)/).map { String($0.1) }
            return [try generator.seeder(options.name, filling: model)]
        }
    }
}
