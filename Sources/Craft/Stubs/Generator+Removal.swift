import AshlarSupport
import AshlarTerminal
import Foundation
import Glibc

extension Generator {
    /// Takes away what was written, where it is still what would be written, and the lines that it needed elsewhere.
    ///
    /// - Parameters:
    ///   - items: what was written.
    ///   - mode: `overwriting` also takes away what was changed since; `dryRun` only shows what would go.
    /// - Throws: ``CraftError`` if nothing of it is there, or a file cannot be removed.
    func remove(_ items: [Item], _ mode: Mode = .careful) throws {
        guard items.contains(where: { Files.exists(at($0.path)) }) else {
            throw CraftError(
                "There is nothing to remove: \(items.first?.path ?? "") is not there.",
                suggestion: "Give the name, and the options that it was made with.")
        }
        var removed: [Item] = []
        var kept: [String] = []
        for item in items where Files.exists(at(item.path)) {
            guard try mode == .overwriting || Files.text(at(item.path)) == item.contents else {
                kept.append(item.path)
                continue
            }
            removed.append(item)
            if mode != .dryRun { try delete(item.path) }
            console.file(mode == .dryRun ? "remove" : "removed", item.path, style: .red)
        }
        var files: [String] = []
        for injection in removed.flatMap(\.injections) where Files.exists(at(injection.file)) {
            guard let text = injection.remove(from: try Files.text(at(injection.file))) else { continue }
            if mode != .dryRun { try Files.write(text, to: at(injection.file)) }
            if !files.contains(injection.file) { files.append(injection.file) }
        }
        for file in files { console.file(mode == .dryRun ? "change" : "changed", file) }
        for path in kept { console.file("kept", path, style: .yellow) }
        if !kept.isEmpty {
            console.say()
            console.say(
                "What is kept was changed since it was made, or made with other fields. --force removes it too.")
        }
        if removed.contains(where: { $0.path.contains("/Database/Migrations/") }) {
            console.say()
            console.say("A migration that has run is not undone by this: its table is still there.")
        }
    }

    /// Removes a file, and the folders that are empty without it.
    private func delete(_ path: String) throws {
        guard unlink(at(path)) == 0 else { throw CraftError.system("Cannot remove \(path)", code: errno) }
        var folder = Files.parent(of: path)
        // Sources/App/Controllers is part of an app's shape, Controllers/Admin is not.
        while folder.split(separator: "/").count > (folder.hasPrefix("views") ? 1 : 3), rmdir(at(folder)) == 0 {
            folder = Files.parent(of: folder)
        }
    }
}
