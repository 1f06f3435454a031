import AshlarSupport

extension AppGenerator {
    /// The same generator, for names and fields of what was made before: nothing has to fit that is taken away.
    var removing: AppGenerator {
        var copy = self
        copy.isRemoving = true
        return copy
    }

    /// Takes away what was made, unless others still use it.
    ///
    /// - Parameters:
    ///   - items: what was made; the first is what was asked for.
    ///   - mode: `overwriting` takes it away all the same, and what was changed; `dryRun` only shows what would go.
    ///   - check: called with what is there of it, before anything is removed.
    /// - Throws: ``CraftError`` with the places that use it, before anything is removed.
    func destroy(
        _ items: [Generator.Item], _ mode: Generator.Mode = .careful,
        check: ([Generator.Item]) throws -> Void = { _ in }
    ) throws {
        let there = items.filter { Files.exists("\(app.root)/\($0.path)") }
        var going = try there.filter { try files.isRemovable($0, mode) }
        let first = try AppUses(of: going, root: app.root).all
        var uses = first
        var shared: [String: String] = [:]
        if mode != .overwriting {
            // An input or a view that another controller uses stays, and nobody has to do anything about it.
            while let use = uses.first(where: { Self.isAccessory($0.item, of: items) }) {
                shared[use.item] = use.place
                going.removeAll { $0.path == use.item }
                uses = try AppUses(of: going, root: app.root).all
            }
        }
        if !uses.isEmpty, mode == .careful {
            throw refusal(of: items, uses, first)
        }
        if mode == .careful { try check(there) }
        try files.remove(items, mode, shared: shared, lost: lost(of: items))
        guard !uses.isEmpty else { return }
        console.say()
        console.say(
            mode == .dryRun
                ? "It is still used, so that nothing would be removed without --force:"
                : "What was removed is still used:")
        for line in AppUse.lines(uses) { console.say("    \(line)") }
    }

    private func refusal(of items: [Generator.Item], _ uses: [AppUse], _ first: [AppUse]) -> CraftError {
        let used = Self.list(Set(uses.map(\.item)).sorted())
        // What was changed would be kept, and would not build without the rest.
        if uses.allSatisfy({ use in items.contains { $0.path == use.file } }) {
            return CraftError(
                "\(used) is used by others of these files, which were changed since they were made, or made with other "
                    + "fields. Nothing was removed.",
                suggestion: "Remove all of them with --force.", details: AppUse.lines(uses))
        }
        return CraftError(
            "\(used) is still used. Nothing was removed.",
            suggestion: "Take these places away first, or remove it all the same with --force.",
            details: AppUse.lines(first + uses))
    }

    /// What is gone already, and declared nowhere else: lines that name it would not compile.
    private func lost(of items: [Generator.Item]) throws -> [Generator.Item] {
        try items.filter { item in
            guard !item.injections.isEmpty, !Files.exists("\(app.root)/\(item.path)") else { return false }
            return try !GivenNames(of: item, text: item.contents).types.contains { try declaration(of: $0) != nil }
        }
    }

    /// Whether a file only belongs to what was asked for: others may have come to use it too.
    private static func isAccessory(_ path: String, of items: [Generator.Item]) -> Bool {
        path != items.first?.path && (path.hasPrefix("views/") || path.hasPrefix("Sources/App/Inputs/"))
    }

    private static func list(_ paths: [String]) -> String {
        guard let first = paths.first else { return "" }
        return paths.count == 1 ? first : "\(first) (and \(paths.count - 1) more)"
    }

    private var console: Console { files.console }
}
