/// The folders that stubs are looked for in; the first that has one wins, so an app can have its own.
struct StubLibrary: Sendable {
    /// The folders, in order.
    let folders: [String]

    /// The path of a stub.
    ///
    /// - Parameter name: its path below the folders, such as `make/controller.stub`.
    /// - Throws: ``CraftError`` if no folder has it.
    func path(of name: String) throws -> String {
        guard let path = folders.map({ "\($0)/\(name)" }).first(where: Files.exists) else {
            throw CraftError(
                "There is no stub \(name).", suggestion: "Looked in \(folders.joined(separator: " and ")).")
        }
        return path
    }

    /// Reads the stub of a generator.
    func stub(_ name: String) throws -> Stub {
        let path = try path(of: "make/\(name).stub")
        return try Stub(parsing: try Files.text(path), source: path)
    }
}
