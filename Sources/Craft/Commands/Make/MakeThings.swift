import ArgumentParser
import AshlarSupport

extension MakeCommand {
    /// `craft make middleware`
    struct Middleware: MakeThing {
        static let configuration = CommandConfiguration(abstract: "A middleware: what stands before routes.")
        @OptionGroup var options: MakeOptions

        func plan(_ generator: AppGenerator) throws -> [Generator.Item] {
            [try generator.thing("middleware", options.name)]
        }
    }

    /// `craft make provider`
    struct Provider: MakeThing {
        static let configuration = CommandConfiguration(abstract: "A service provider: what the container can give.")
        @OptionGroup var options: MakeOptions

        func plan(_ generator: AppGenerator) throws -> [Generator.Item] {
            [try generator.thing("provider", options.name, suffix: "Provider")]
        }
    }

    /// `craft make command`
    struct Command: MakeThing {
        static let configuration = CommandConfiguration(
            abstract: "A command of the app: craft lists and runs it beside its own.",
            discussion: "craft make command SendReport makes craft send-report.")
        @OptionGroup var options: MakeOptions

        func plan(_ generator: AppGenerator) throws -> [Generator.Item] {
            let word = CaseConversion.kebab(try MakeName(options.name).type)
            guard !CraftProgram.names.contains(word), word != "help" else {
                throw CraftError(
                    "craft has a command \"\(word)\" itself, which would always be the one that is run.",
                    suggestion:
                        "Choose a name that says more, such as \(word)-\(CaseConversion.kebab(generator.app.name)).")
            }
            return try earlierPlan(generator)
        }

        func earlierPlan(_ generator: AppGenerator) throws -> [Generator.Item] {
            [try generator.thing("command", options.name)]
        }
    }

    /// `craft make event`
    struct Event: MakeThing {
        static let configuration = CommandConfiguration(abstract: "An event: what others may want to hear of.")
        @OptionGroup var options: MakeOptions

        func plan(_ generator: AppGenerator) throws -> [Generator.Item] { [try generator.thing("event", options.name)] }
    }

    /// `craft make listener`
    struct Listener: MakeThing {
        static let configuration = CommandConfiguration(
            abstract: "A listener: what hears of an event.",
            discussion: "craft make listener TellSubscribers --event PostPublished")
        @OptionGroup var options: MakeOptions
        @Option(help: "The event that it hears of; it is made too, if the app has none of that name.")
        var event: String?

        func plan(_ generator: AppGenerator) throws -> [Generator.Item] {
            guard let event else {
                throw CraftError(
                    "A listener hears of an event, and none is named.",
                    suggestion: "Name it: ./craft make listener \(options.name) --event PostPublished", exitCode: 64)
            }
            let subject = try MakeName(event, isKnown: true)
            let folder = "\(generator.app.root)/Sources/App/Events"
            let isThere = Files.list(below: folder).contains { Files.name(of: $0) == "\(subject.type).swift" }
            return (isThere ? [] : [try generator.thing("event", event)]) + [try listener(of: subject, generator)]
        }

        func earlierPlan(_ generator: AppGenerator) throws -> [Generator.Item] {
            if let event { return [try listener(of: MakeName(event, isKnown: true), generator)] }
            let name = try MakeName(options.name, isKnown: true)
            let text = (try? Files.text("\(generator.app.root)/Sources/App/Listeners/\(name.path).swift")) ?? ""
            let subject = text.firstMatch(of: /func handle\(_ event: (\w+)\)/).map { String($0.1) }
            return [try listener(of: MakeName(subject ?? "Nothing", isKnown: true), generator)]
        }

        private func listener(of event: MakeName, _ generator: AppGenerator) throws -> Generator.Item {
            try generator.thing("listener", options.name, ["event": event.type])
        }
    }

    /// `craft make module`
    struct Module: MakeThing {
        static let configuration = CommandConfiguration(
            abstract: "A module: a part of the app with routes, providers and settings of its own.")
        @OptionGroup var options: MakeOptions

        func plan(_ generator: AppGenerator) throws -> [Generator.Item] {
            try generator.module(options.name)
        }
    }

    /// `craft make test`
    struct Test: MakeThing {
        static let configuration = CommandConfiguration(abstract: "A test of the app.")
        @OptionGroup var options: MakeOptions

        func plan(_ generator: AppGenerator) throws -> [Generator.Item] { [try generator.test(options.name)] }
    }
}
