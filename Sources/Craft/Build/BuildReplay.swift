import Foundation

/// The two commands that make an app's program from its own sources, as SwiftPM planned them: compile the module, link. Running
/// them again leaves out what `swift build` does before them, more than a second in which nothing changes.
///
/// It is right only where nothing but the text of the app's own files has changed since `swift build` ran.
struct BuildReplay: Sendable, Equatable {
    /// Compiles the app's module.
    let compile: [String]
    /// Links its program.
    let link: [String]
    /// What need not be linked anew each time.
    let prelink: Prelink?
    /// The files that the plan compiles, as absolute paths.
    let sources: Set<String>

    /// Reads the plan of an app.
    ///
    /// - Returns: the commands; nil if the folder's plan is for something else, or is not understood.
    static func load(for app: AppFolder, in folder: BuildFolder) -> BuildReplay? {
        guard folder.hasPlan(for: app.root), let plan = try? Data(contentsOf: URL(fileURLWithPath: folder.manifest)),
            let compile = command("C.App-", ".module", in: plan), let link = command("C.App-", ".exe", in: plan),
            let list = compile.first(where: { $0.hasPrefix("@") }), let text = try? Files.text(String(list.dropFirst()))
        else { return nil }
        // Each path is on a line, in quotes where it has to be.
        let sources = text.split(separator: "\n").map { $0.trimmingCharacters(in: ["'", "\""]) }
        return BuildReplay(
            compile: compile, link: link, prelink: Prelink(link, in: folder), sources: Set(sources))
    }

    /// Whether the files are those that were planned.
    func isCurrent(for app: AppFolder, in folder: BuildFolder) -> Bool {
        guard folder.hasPlan(for: app.root), let planned = Files.modification(of: folder.plan),
            let package = Files.modification(of: "\(app.root)/Package.swift"), package < planned
        else { return false }
        let root = "\(app.root)/Sources/App"
        return Set(Files.list(below: root).filter { $0.hasSuffix(".swift") }.map { "\(root)/\($0)" }) == sources
    }

    /// Both, one after the other, as one program. To be called, and run, while the build folder's lock is held.
    func launch(in root: String, environment: [String: String]) -> Launch {
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
