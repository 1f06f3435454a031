import Foundation
import Glibc

/// Compiles against the modules of an app as they were built, with the commands that built it.
struct ScriptCompiler {
    private let compile: [String]
    private let link: [String]
    private let app: AppFolder
    private let place: Place

    /// Builds the app if it has to be, and learns from its plan.
    ///
    /// - Returns: the compiler, and what keeps other apps from overwriting this one's modules as long as it is held.
    /// - Throws: ``CraftError`` with what does not build.
    static func prepare(_ app: AppFolder, in place: Place) throws -> (compiler: ScriptCompiler, lock: FileLock) {
        for _ in 0..<3 {
            _ = try AppBuilder(app: app, place: place, isPlanned: true).build()
            guard let lock = try place.buildFolder.take(onBusy: { true }) else { break }
            // Between the two another build may have begun.
            if BuildMemory(app, in: place.buildFolder).isCurrent,
                let plan = BuildReplay.load(for: app, in: place.buildFolder)
            {
                // Files that are newer than the plan were compiled without it: their objects are in lists of their own.
                let plan = plan.current(for: app, in: place.buildFolder) ?? plan
                try plan.writeLists()
                return (ScriptCompiler(compile: plan.compile, link: plan.link, app: app, place: place), lock)
            }
        }
        throw CraftError("The app's build was not understood.", suggestion: "Build it anew: ./craft check")
    }

    /// What is made.
    enum Product {
        /// A program with all of the app in it, that libraries can be loaded into.
        case program
        /// A library of a line, for such a program.
        case library
    }

    /// Compiles a file.
    ///
    /// - Parameters:
    ///   - source: its path; what is made lies beside it.
    ///   - modules: a folder that is looked into for modules before the build folder.
    ///   - product: what becomes of it.
    /// - Returns: the path of what was made.
    /// - Throws: ``CraftError`` with the compiler's errors.
    func make(_ source: String, modules: String? = nil, _ product: Product) throws -> String {
        let base = String(source.dropLast(".swift".count))
        let arguments = Self.flags(of: compile) + ["-module-name", Files.name(of: base), "-suppress-warnings"]
        let first = modules.map { ["-I", $0] } ?? []
        let swiftc = compile.first ?? "swiftc"
        switch product {
        case .program:
            try run([swiftc] + first + arguments + ["-parse-as-library", "-c", source, "-o", "\(base).o"])
            try run(Self.linking(link, "\(base).o", to: base))
            return base
        case .library:
            // What it uses of the app is in the program that loads it.
            try run(
                [swiftc] + first + arguments
                    + [
                        "-parse-as-library", "-emit-library", source, "-o", "\(base).so", "-Xlinker", "-z", "-Xlinker",
                        "lazy",
                    ])
            return "\(base).so"
        }
    }

    /// Copies the app's module, so that lines can be compiled while other apps are built.
    func copyModule(to folder: String) throws {
        try Files.makeFolder(folder)
        guard let index = compile.firstIndex(of: "-emit-module-path"), compile.indices.contains(index + 1) else {
            throw CraftError("The app's build was not understood.")
        }
        let module = compile[index + 1]
        try FileManager.default.copyItem(atPath: module, toPath: "\(folder)/\(Files.name(of: module))")
    }

    private func run(_ command: [String]) throws {
        guard let program = command.first else { return }
        let (status, output) = try ChildProcess.run(
            Launch(
                executable: program, arguments: Array(command.dropFirst()), environment: place.environment,
                directory: app.root))
        guard !status.isSuccess else { return }
        var log = BuildLog()
        log.append(Array(output.utf8))
        log.finish()
        throw CraftError(
            "It does not compile.", details: log.failure(relativeTo: app.root, console: place.console))
    }

    /// What a file is compiled with of what the app was: where modules and macros are found, the target, the language.
    static func flags(of compile: [String]) -> [String] {
        let pairs: Set<String> = [
            "-module-name", "-emit-module-path", "-output-file-map", "-index-store-path", "-o",
            "-emit-objc-header-path", "-emit-const-values-path",
        ]
        let singles: Set<String> = [
            "-emit-dependencies", "-emit-module", "-incremental", "-c", "-serialize-diagnostics",
            "-enable-batch-mode", "-parse-as-library", "-parseable-output", "-warnings-as-errors", "-emit-const-values",
            "-whole-module-optimization", "-no-warnings-as-errors",
        ]
        var flags: [String] = []
        var index = 1
        while index < compile.count {
            let word = compile[index]
            if pairs.contains(word) {
                index += 2
                continue
            }
            // -Xfrontend -entry-point-function-name -Xfrontend App_main
            if word == "-Xfrontend", index + 3 < compile.count, compile[index + 1] == "-entry-point-function-name" {
                index += 4
                continue
            }
            if !singles.contains(word), !word.hasPrefix("@"), !word.hasPrefix("-j"), !word.hasSuffix(".swift") {
                flags.append(word)
            }
            index += 1
        }
        return flags
    }

    /// The command that links the app, with another file's beginning.
    static func linking(_ link: [String], _ object: String, to program: String) -> [String] {
        var command: [String] = []
        var index = 0
        while index < link.count {
            if link[index] == "-o" {
                index += 2
                continue
            }
            // The app's own beginning gives way: -Xlinker --defsym -Xlinker main=App_main
            if link[index] == "-Xlinker", index + 3 < link.count, link[index + 1] == "--defsym",
                link[index + 3].hasPrefix("main=")
            {
                index += 4
                continue
            }
            command.append(link[index])
            index += 1
        }
        return command + [object, "-o", program, "-Xlinker", "--export-dynamic"]
    }
}
