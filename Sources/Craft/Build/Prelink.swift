import AshlarSupport
import Foundation

/// All that an app's program is linked from but the app's own objects, linked into one object: most of a link is to read what does
/// not change from one edit to the next.
///
/// It is right as long as none of those objects is newer than it.
struct Prelink: Sendable, Equatable {
    /// The object. Apps that are linked from the same share it.
    let object: String
    private let linker: String
    private let folder: String
    /// What it is made of.
    private let objects: [String]
    /// The app's own objects.
    private var own: [String]

    /// Reads what a program is linked from.
    ///
    /// - Parameters:
    ///   - link: the command that links it: `swiftc` with a file that lists the objects.
    ///   - folder: the build folder.
    /// - Returns: nil for another linker than lld, or if the list cannot be read.
    init?(_ link: [String], in folder: BuildFolder) {
        guard let compiler = link.first, link.contains("-use-ld=lld"),
            let list = link.first(where: { $0.hasPrefix("@") }), let text = try? Files.text(String(list.dropFirst()))
        else { return nil }
        linker = "\(Files.parent(of: compiler))/ld.lld"
        guard FileManager.default.isExecutableFile(atPath: linker) else { return nil }
        let all = text.split(separator: "\n").map(String.init)
        own = all.filter(Self.isOwn)
        objects = all.filter { !Self.isOwn($0) }
        guard !own.isEmpty, !objects.isEmpty else { return nil }
        self.folder = folder.path
        // The name has to differ where the list does, and be the same in every process.
        object = "\(folder.path)/prelinked-\(FNV1a.digits(of: objects.joined(separator: "\n"))).o"
    }

    /// The same for other objects of the app.
    ///
    /// - Parameter all: what the program is linked from, as the list says it.
    func replacing(_ all: [String]) -> Prelink {
        var other = self
        other.own = all.filter(Self.isOwn)
        return other
    }

    private static func isOwn(_ line: String) -> Bool { line.contains("/App.build/") }

    /// Whether it is there, and made of what there is now.
    var isCurrent: Bool {
        guard let made = Files.modification(of: object), (try? Files.text("\(object).list")) == listText else {
            return false
        }
        return objects.allSatisfy { line in
            // In quotes where the linker would read something else.
            Files.modification(of: line.trimmingCharacters(in: ["'"])).map { $0 < made } ?? false
        }
    }

    /// Makes it. As old as the beginning: what was written since is newer.
    ///
    /// - Throws: ``CraftError`` if the list cannot be written.
    func launch(environment: [String: String]) throws -> Launch {
        try removeOthers()
        try Files.write(listText, to: "\(object).list")
        let script = """
            trap 'rm -f "$1.$$" "$1.$$.begin"' EXIT
            touch "$1.$$.begin" && nice -n 10 "$2" -r -o "$1.$$" "@$1.list" && touch -r "$1.$$.begin" "$1.$$" && mv "$1.$$" "$1"
            """
        return Launch(
            executable: "/bin/sh", arguments: ["-c", script, "sh", object, linker], environment: environment,
            output: .discarded, leadsGroup: true)
    }

    /// The command that links the program with it. To be called, and run, while the build folder's lock is held.
    ///
    /// Nothing is made smaller, and no hash of the program is made: that would take longer than it is good for.
    ///
    /// - Parameter link: the command as it was planned.
    /// - Throws: ``CraftError`` if the list cannot be written.
    func link(insteadOf link: [String]) throws -> [String] {
        let list = "\(folder)/prelinked.list"
        try Files.write((own + [object]).joined(separator: "\n") + "\n", to: list)
        return link.map { $0.hasPrefix("@") ? "@\(list)" : $0 } + ["-Xlinker", "-O0", "-Xlinker", "--build-id=none"]
    }

    private var listText: String { objects.joined(separator: "\n") + "\n" }

    /// Those of objects that there were once are large, and of no use.
    private func removeOthers() throws {
        let day = 86_400_000_000_000
        let now = Int(Date().timeIntervalSince1970 * 1e9)
        for name in Files.names(in: folder) where name.hasPrefix("prelinked-") {
            let path = "\(folder)/\(name)"
            // What one that was killed has left behind has a number at its end.
            guard path != object, path != "\(object).list", let made = Files.modification(of: path), now - made > day
            else { continue }
            try? FileManager.default.removeItem(atPath: path)
        }
    }
}
