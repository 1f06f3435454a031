import Foundation

/// The files that an app's program is made of, as far as a person can change them: its own sources and manifests, and those of the
/// packages beside it, the framework above all.
struct BuildInputs {
    /// When the last of them was changed, in nanoseconds since 1970, or one that was changed late enough. A folder changes when
    /// something in it is made, removed or renamed. Nil if one cannot be looked at: then nobody knows.
    let lastChange: Int?

    /// - Parameters:
    ///   - root: the app's package.
    ///   - limit: what was changed then is late enough: packages after it are not looked at.
    ///   - own: a folder of which the files of Swift are left out.
    init(of root: String, upTo limit: Int = .max, besides own: String? = nil) {
        var newest: Int? = 0
        var packages = [root]
        var seen: Set<String> = []
        while let known = newest, known < limit, let package = packages.popLast() {
            guard seen.insert(package).inserted else { continue }
            guard let manifest = try? Files.text("\(package)/Package.swift") else {
                // The folder of a target.
                newest = Self.newer(newest, Self.lastChange(below: package, besides: own))
                continue
            }
            newest = Self.newer(newest, Files.modification(of: "\(package)/Package.swift"))
            newest = Self.newer(newest, Files.modification(of: "\(package)/Package.resolved") ?? 0)
            newest = Self.newer(newest, Self.lastChange(below: "\(package)/Sources", besides: own))
            // Packages in other folders, and targets outside of `Sources`.
            for match in manifest.matches(of: /\bpath:\s*"([^"\\]+)"/) where !match.1.hasPrefix("Tests") {
                packages.append(Files.absolute(String(match.1), from: package))
            }
        }
        lastChange = newest
    }

    private static func newer(_ one: Int?, _ other: Int?) -> Int? {
        guard let one, let other else { return nil }
        return max(one, other)
    }

    /// - Parameter own: the folder whose files of Swift are left out; itself and those below it change with them.
    private static func lastChange(below folder: String, besides own: String?) -> Int? {
        let isOwn = own.map { (folder + "/").hasPrefix($0 + "/") } ?? false
        var newest = Files.modification(of: folder)
        guard newest != nil, let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
            return newest
        }
        if isOwn { newest = 0 }
        for name in names where !name.hasPrefix(".") && !(isOwn && name.hasSuffix(".swift")) {
            let path = "\(folder)/\(name)"
            // What a dangling link leads to is nothing that is built.
            let change =
                Files.isFolder(path) ? lastChange(below: path, besides: own) : Files.modification(of: path) ?? 0
            newest = newer(newest, change)
        }
        return newest
    }
}

/// What is remembered of the last good build of an app, so that the next one can be left out where it would change nothing.
struct BuildMemory {
    private let app: AppFolder
    private let folder: BuildFolder
    private let configuration: BuildConfiguration

    init(_ app: AppFolder, in folder: BuildFolder, _ configuration: BuildConfiguration = .debug) {
        self.app = app
        self.folder = folder
        self.configuration = configuration
    }

    /// In the build folder, which belongs to one toolchain and one framework.
    private var file: String {
        "\(folder.path)/built/\(app.root.replacing("/", with: "_"))" + (configuration == .debug ? "" : ".release")
    }

    private var program: AppProgram { AppProgram(app: app, configuration: configuration) }

    /// The time of the file system's own clock, which is coarser than the system's.
    func begin() throws -> Int {
        let mark = "\(file).\(UUID().uuidString)"
        try Files.write("", to: mark)
        defer { try? FileManager.default.removeItem(atPath: mark) }
        return Files.modification(of: mark) ?? 0
    }

    /// Remembers that the app's program is made of what there was when its build began.
    func remember(begin: Int) throws {
        guard let program = Files.modification(of: program.path) else { return }
        try Files.write(text(program: program, begin: begin), to: file)
    }

    /// Whether the app's program is that of the last good build, and nothing was changed since that build began.
    var isCurrent: Bool {
        guard let program = Files.modification(of: program.path), let known = try? Files.text(file),
            let begin = known.split(separator: "\n").last.flatMap({ Int($0) }),
            known == text(program: program, begin: begin), let last = BuildInputs(of: app.root, upTo: begin).lastChange
        else { return false }
        return last < begin
    }

    /// Whether nothing but the app's own files of Swift was changed since the last good build began: what they are compiled with and
    /// linked to is as it was then.
    var isOldOnlyInItsOwnSources: Bool {
        guard let known = try? Files.text(file) else { return false }
        let begin = known.split(separator: "\n").last.flatMap { Int($0) }
        guard let begin, known.hasPrefix("\(app.root)\n\(flags)\n"),
            let last = BuildInputs(of: app.root, upTo: begin, besides: "\(app.root)/Sources/App").lastChange
        else { return false }
        return last < begin
    }

    private var flags: String { folder.flags.joined(separator: " ") }

    private func text(program: Int, begin: Int) -> String {
        "\(app.root)\n\(flags)\n\(program)\n\(begin)\n"
    }
}
