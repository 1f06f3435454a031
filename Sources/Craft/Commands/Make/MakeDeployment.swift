import ArgumentParser
import Foundation

/// How the files of a generator without a name are written.
struct MakeFileOptions: ParsableArguments {
    @Flag(help: "Replace what exists.")
    var force = false

    @Flag(help: "Write nothing; show what would be, and how it differs from what exists.")
    var dryRun = false

    var mode: Generator.Mode { dryRun ? .dryRun : force ? .overwriting : .careful }
}

extension MakeCommand {
    /// `craft make dockerfile`
    struct Dockerfile: Destroyable {
        static let configuration = CommandConfiguration(
            abstract: "A Dockerfile: the app in an image of its own.",
            discussion: "The clone of Ashlar is given to docker as a build context; the message says how.")
        @OptionGroup var options: MakeFileOptions

        func run(in place: Place) throws {
            let generator = try AppGenerator(in: place)
            try generator.files.write(try generator.dockerfile(framework: place.framework), options.mode)
        }

        var mode: Generator.Mode { options.mode }

        func earlierPlan(_ generator: AppGenerator, in place: Place) throws -> [Generator.Item] {
            try generator.dockerfile(framework: place.framework)
        }
    }

    /// `craft make systemd`
    struct Systemd: Destroyable {
        static let configuration = CommandConfiguration(
            abstract: "A service and a socket of systemd, which listens for the app.",
            discussion: """
                systemd holds the socket while the app is started anew, so that no connection is refused. What is written is \
                checked with systemd-analyze where that is installed.
                """)
        @OptionGroup var options: MakeFileOptions
        @Option(
            help: ArgumentHelp(
                "Where the app lies on the machine that serves; /srv/NAME if not said.", valueName: "dir"))
        var folder: String?
        @Option(help: "Whom it runs as.") var user = "www-data"
        @Option(help: "A port, an address with a port, or the path of a Unix socket.") var listen = "8000"
        @Option(help: "How many processes answer; one if not said.") var workers: Int?

        func validate() throws {
            if let workers, !(1...256).contains(workers) { throw ValidationError("--workers takes 1 to 256.") }
            if let folder, !folder.hasPrefix("/") || folder.contains(where: \.isWhitespace) {
                throw ValidationError("--folder takes an absolute path without blanks.")
            }
            if (user + listen).contains(where: { $0.isWhitespace || $0 == "%" }) {
                throw ValidationError("--user and --listen have no blanks.")
            }
        }

        func run(in place: Place) throws {
            let generator = try AppGenerator(in: place)
            let items = try generator.systemd(
                folder: folder ?? "/srv/\(generator.app.name)", user: user, listen: listen, workers: workers)
            try generator.files.write(items, options.mode)
            guard !options.dryRun else { return }
            try UnitCheck(place: place).check(items)
        }

        var mode: Generator.Mode { options.mode }

        /// The units say what they were made with.
        func earlierPlan(_ generator: AppGenerator, in place: Place) throws -> [Generator.Item] {
            let unit = "\(generator.app.root)/deploy/\(generator.app.name)"
            let text = ((try? Files.text("\(unit).service")) ?? "") + ((try? Files.text("\(unit).socket")) ?? "")
            func said(_ name: String) -> String? {
                text.split(separator: "\n").first { $0.hasPrefix("\(name)=") }.map {
                    String($0.dropFirst(name.count + 1))
                }
            }
            let arguments = said("ExecStart") ?? ""
            return try generator.systemd(
                folder: folder ?? said("WorkingDirectory") ?? "/srv/\(generator.app.name)", user: said("User") ?? user,
                listen: said("ListenStream") ?? listen,
                workers: workers ?? arguments.firstMatch(of: /--workers (\d+)/).flatMap { Int($0.1) })
        }
    }
}

/// Has systemd look at units before they are installed.
struct UnitCheck {
    let place: Place

    /// - Throws: ``CraftError`` with what `systemd-analyze verify` finds; without it nothing is checked.
    func check(_ items: [Generator.Item]) throws {
        guard let program = Programs.path(of: "systemd-analyze", in: place.environment, more: ["/usr/bin", "/bin"])
        else {
            return place.console.note("systemd-analyze is not installed here, so the units were not checked.")
        }
        let folder = Files.real(NSTemporaryDirectory()) + "/craft-units-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let paths = items.map { "\(folder)/\(Files.name(of: $0.path))" }
        for (item, path) in zip(items, paths) {
            // The program is not on this machine, and systemd asks for one that can be run.
            let text = item.contents.replacing(/(?m)^ExecStart=\S+/, with: "ExecStart=/bin/true")
            try Files.write(text, to: path)
        }
        let (status, output) = try ChildProcess.run(
            Launch(executable: program, arguments: ["verify", "--man=no"] + paths, environment: place.environment))
        // What it says of the machine's own units is nothing of these.
        let own = output.split(separator: "\n").map(String.init).filter { line in
            items.contains { line.contains(Files.name(of: $0.path)) }
        }
        guard status.isSuccess || own.isEmpty else {
            throw CraftError("systemd finds something wrong with the units.", details: own)
        }
        place.console.note("systemd-analyze verify has nothing to say against them.")
    }
}
