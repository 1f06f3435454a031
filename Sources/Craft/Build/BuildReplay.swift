import Foundation

/// The two commands that make an app's program from its own sources, as SwiftPM planned them: compile the module, link. Running
/// them again leaves out what `swift build` does before them, more than a second in which nothing changes.
///
/// It is right only where nothing but the app's own files has changed since `swift build` ran. Files that are new or gone are put
/// into the lists that the commands read.
struct BuildReplay: Sendable, Equatable {
    /// Compiles the app's module.
    let compile: [String]
    /// Links its program.
    let link: [String]
    /// What need not be linked anew each time.
    let prelink: Prelink?
    /// The files that the plan compiles.
    let sources: PlannedSources
    /// When the plan was written.
    private let planned: Int
    /// Lists that the commands read in the place of those that SwiftPM wrote, by their paths.
    private(set) var lists: [String: String] = [:]

    init(compile: [String], link: [String], prelink: Prelink?, sources: PlannedSources, planned: Int) {
        self.planned = planned
        self.compile = compile
        self.link = link
        self.prelink = prelink
        self.sources = sources
    }

    /// Reads the plan of an app.
    ///
    /// - Returns: the commands; nil if the folder's plan is for something else, or is not understood.
    static func load(for app: AppFolder, in folder: BuildFolder) -> BuildReplay? {
        guard folder.hasPlan(for: app.root), let planned = Files.modification(of: folder.plan),
            let plan = try? Data(contentsOf: URL(fileURLWithPath: folder.manifest)),
            let compile = command("C.App-", ".module", in: plan), let link = command("C.App-", ".exe", in: plan),
            let list = list(of: compile), let sources = PlannedSources(list: list, map: map(of: compile))
        else { return nil }
        return BuildReplay(
            compile: compile, link: link, prelink: Prelink(link, in: folder), sources: sources, planned: planned)
    }

    /// Whether the folder's plan is the one that it was read from: another craft may have planned anew meanwhile, and then the
    /// lists on disk are others.
    func isOfPlan(in folder: BuildFolder) -> Bool { Files.modification(of: folder.plan) == planned }

    /// The commands for the files that there are now.
    ///
    /// - Returns: nil if SwiftPM has to plan.
    func current(for app: AppFolder, in folder: BuildFolder) -> BuildReplay? {
        guard folder.hasPlan(for: app.root), isOfPlan(in: folder),
            let package = Files.modification(of: "\(app.root)/Package.swift"), package < planned
        else { return nil }
        let root = "\(app.root)/Sources/App"
        let files = Set(Files.list(below: root).filter { $0.hasSuffix(".swift") }.map { "\(root)/\($0)" })
        return files == Set(sources.files) ? self : replaced(by: files, in: folder)
    }

    /// The commands with lists of their own: SwiftPM would take many seconds to write the same.
    private func replaced(by files: Set<String>, in folder: BuildFolder) -> BuildReplay? {
        guard let other = sources.replaced(by: files), let map = try? other.map(),
            let oldList = Self.list(of: compile), let oldMap = Self.map(of: compile),
            let linkList = Self.list(of: link), let text = try? Files.text(linkList)
        else { return nil }
        let gone = Set(sources.files).subtracting(files).map { sources.object(of: $0) }
        let new = other.files.filter { !sources.files.contains($0) }.map { other.object(of: $0) }
        let lines = text.split(separator: "\n").filter { !gone.contains($0.trimmingCharacters(in: ["'"])) }.map(
            String.init)
        let objects = lines + new.compactMap { $0.map { "'\($0)'" } }
        guard gone.allSatisfy({ $0 != nil }), objects.count == lines.count + new.count else { return nil }
        let names = (
            list: "\(folder.path)/replayed.sources", map: "\(folder.path)/replayed.outputs.json",
            link: "\(folder.path)/replayed.objects"
        )
        var replay = BuildReplay(
            compile: compile.map { $0 == "@\(oldList)" ? "@\(names.list)" : $0 == oldMap ? names.map : $0 },
            link: link.map { $0 == "@\(linkList)" ? "@\(names.link)" : $0 }, prelink: prelink?.replacing(objects),
            sources: other, planned: planned)
        replay.lists = [names.list: other.list, names.map: map, names.link: objects.map { $0 + "\n" }.joined()]
        return replay
    }

    private static func list(of command: [String]) -> String? {
        command.first { $0.hasPrefix("@") }.map { String($0.dropFirst()) }
    }

    private static func map(of compile: [String]) -> String? {
        guard let option = compile.firstIndex(of: "-output-file-map"), option + 1 < compile.count else { return nil }
        return compile[option + 1]
    }

    /// Writes what the commands read in the place of SwiftPM's lists. To be called while the build folder's lock is held.
    ///
    /// - Throws: ``CraftError`` if a list cannot be written.
    func writeLists() throws {
        for (path, text) in lists { try Files.write(text, to: path) }
    }

    /// Both, one after the other, as one program. To be called, and run, while the build folder's lock is held.
    ///
    /// - Throws: ``CraftError`` if a list cannot be written.
    func launch(in root: String, environment: [String: String]) throws -> Launch {
        try writeLists()
        var linking = Self.quoted(link)
        if let prelink, prelink.isCurrent, let quick = try? prelink.link(insteadOf: link) {
            // Whatever is wrong with it, the planned way says what is wrong with the app.
            linking = "{ \(Self.quoted(quick)) >/dev/null 2>&1 || \(linking); }"
        }
        return Launch(
            executable: "/bin/sh", arguments: ["-c", "\(Self.quoted(compile)) && \(linking)"],
            environment: environment, directory: root)
    }

    /// A command's arguments: SwiftPM writes the plan in llbuild's format, which is YAML, and a command's arguments as JSON.
    private static func command(_ prefix: String, _ suffix: String, in plan: Data) -> [String]? {
        var start = plan.startIndex
        while let found = plan.range(of: Data("\n  \"\(prefix)".utf8), in: start..<plan.endIndex) {
            start = found.upperBound
            guard let lineEnd = plan[start...].firstIndex(of: UInt8(ascii: "\n")),
                plan[start..<lineEnd].suffix(suffix.utf8.count + 2).elementsEqual("\(suffix)\":".utf8),
                let arguments = plan.range(of: Data("\n    args: ".utf8), in: lineEnd..<plan.endIndex),
                // Not those of the next command.
                plan[lineEnd..<arguments.lowerBound].range(of: Data("\n\n".utf8)) == nil,
                let end = plan[arguments.upperBound...].firstIndex(of: UInt8(ascii: "\n"))
            else { continue }
            return try? JSONDecoder().decode([String].self, from: plan[arguments.upperBound..<end])
                // People read it here, not SwiftPM.
                .filter { $0 != "-parseable-output" }
        }
        return nil
    }

    private static func quoted(_ command: [String]) -> String {
        command.map { "'" + $0.replacing("'", with: "'\\''") + "'" }.joined(separator: " ")
    }
}
