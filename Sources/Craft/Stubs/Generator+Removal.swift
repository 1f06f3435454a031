import AshlarSupport
import AshlarTerminal
import Foundation
import Glibc

extension Generator {
    /// Takes away what was written, where it is still what would be written, and the lines that it needed elsewhere.
    ///
    /// - Parameters:
    ///   - items: what was written. What is gone already is passed over.
    ///   - mode: `overwriting` also takes away what was changed since; `dryRun` only shows what would go.
    ///   - shared: what stays because others use it: who does, by the path of what stays.
    ///   - lost: what is gone already, and whose lines go too.
    /// - Throws: ``CraftError`` if nothing of it is there, or a file cannot be removed.
    func remove(
        _ items: [Item], _ mode: Mode = .careful, shared: [String: String] = [:], lost: [Item] = []
    ) throws {
        guard items.contains(where: { Files.exists(at($0.path)) }) || lost.contains(where: hasLines) else {
            throw CraftError(
                "There is nothing to remove: \(items.first?.path ?? "") is not there.",
                suggestion: "Give the name, and the options that it was made with.")
        }
        var removed: [Item] = []
        var kept: [String] = []
        for item in items where Files.exists(at(item.path)) && shared[item.path] == nil {
            guard try isRemovable(item, mode) else {
                kept.append(item.path)
                continue
            }
            removed.append(item)
            if mode != .dryRun { try delete(item.path) }
            console.file(mode == .dryRun ? "remove" : "removed", item.path, style: .red)
        }
        var files: [String] = []
        for injection in (removed + lost).flatMap(\.injections) where Files.exists(at(injection.file)) {
            guard let text = injection.remove(from: try Files.text(at(injection.file))) else { continue }
            if mode != .dryRun { try Files.write(text, to: at(injection.file)) }
            if !files.contains(injection.file) { files.append(injection.file) }
        }
        for file in files { console.file(mode == .dryRun ? "change" : "changed", file) }
        for path in kept + shared.keys.sorted() { console.file("kept", path, style: .yellow) }
        if !kept.isEmpty {
            console.say()
            console.say(
                "What is kept was changed since it was made, or made with other fields. --force removes it too.")
        }
        if !shared.isEmpty { console.say() }
        for (path, use) in shared.sorted(by: { $0.key < $1.key }) { console.say("\(path) is used by \(use)") }
        // Where it may have run: otherwise it was looked up.
        if mode != .careful, removed.contains(where: { $0.path.contains("/Database/Migrations/") }) {
            console.say()
            console.say("A migration that has run is not undone by this: its table is still there.")
        }
    }

    /// Whether a file that exists is one that is removed: it is what would be written, or that does not matter.
    func isRemovable(_ item: Item, _ mode: Mode) throws -> Bool {
        try mode == .overwriting || Files.text(at(item.path)) == item.contents
    }

    /// Whether a line of an item is still where it was added.
    private func hasLines(_ item: Item) -> Bool {
        item.injections.contains { injection in
            (try? Files.text(at(injection.file))).flatMap { injection.remove(from: $0) } != nil
        }
    }

    /// Removes a file, and the folders that are empty without it.
    private func delete(_ path: String) throws {
        guard unlink(at(path)) == 0 else { throw CraftError.system("Cannot remove \(path)", code: errno) }
        var folder = Files.parent(of: path)
        // Sources/App/Controllers is part of an app's shape, Controllers/Admin and deploy are not.
        let kept = folder.hasPrefix("views") ? 1 : folder.hasPrefix("deploy") ? 0 : 3
        while folder != ".", folder.split(separator: "/").count > kept, rmdir(at(folder)) == 0 {
            folder = Files.parent(of: folder)
        }
    }
}
