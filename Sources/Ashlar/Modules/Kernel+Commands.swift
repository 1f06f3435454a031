import AshlarSupport

extension Kernel {
    /// Runs one of the commands of the app or its modules, as its program would: from a schedule, an action or a test.
    ///
    /// ```swift
    /// try await kernel.call("publish", "--limit", "5")
    /// ```
    ///
    /// - Parameter arguments: the command's name and its arguments.
    /// - Throws: ``ModuleError`` if there is no such command, the parser's error for arguments that it does not take, and what
    ///   the command throws.
    public func call(_ arguments: String...) async throws { try await call(arguments) }

    /// The same with the arguments in an array.
    public func call(_ arguments: [String]) async throws {
        let name = arguments.first ?? ""
        guard let type = commands.first(where: { $0._commandName == name }) else {
            throw ModuleError(
                message: "The app has no command \"\(name)\"."
                    + Suggestion.sentence(for: name, in: commands.map { $0._commandName }),
                suggestion: "List it in Application.commands, or in a module's.")
        }
        // A command may have commands of its own.
        guard let command = try type.parseAsRoot(Array(arguments.dropFirst())) as? any ConsoleCommand else {
            throw ModuleError(
                message: "\"\(arguments.joined(separator: " "))\" only prints help.", suggestion: "Name what to do.")
        }
        try await Kernel.$inCommand.withValue(self) { try await command.run(in: self) }
    }
}
