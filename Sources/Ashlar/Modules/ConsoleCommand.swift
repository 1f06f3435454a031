public import ArgumentParser
import AshlarContainer

/// A command of the app's program, beside `serve` and `migrate`: `./craft publish --limit 5`.
///
/// ```swift
/// struct Publish: ConsoleCommand {
///     static let configuration = CommandConfiguration(abstract: "Publish what is due.")
///
///     @Option(help: "How many at most.") var limit = 100
///
///     func run(_ editor: Editor) async throws {
///         print("Published \(try await editor.publishDue(limit)).")
///     }
/// }
/// ```
///
/// Options, flags and arguments are those of swift-argument-parser. What `run` takes comes from the container, and booting
/// proves that it is there: an `@Injectable` type with whatever the command needs, or a single thing such as `any Mailer`.
public protocol ConsoleCommand: ParsableCommand, Sendable {
    /// What it takes from the container.
    associatedtype Needs: Sendable

    /// Does it, with the app booted and its database the current one.
    ///
    /// - Parameter needs: from the container, in a scope of the command's own.
    /// - Throws: whatever keeps it from being done: the program shows it and exits with 1.
    func run(_ needs: Needs) async throws
}

extension ConsoleCommand {
    /// What booting proves for it.
    static var requirement: (name: String, dependencies: [Dependency]) {
        ("the command \(_commandName)", [Dependency(Needs.self, "needs")])
    }

    func run(in kernel: Kernel) async throws {
        try await kernel.withDatabase {
            try await kernel.withScope { resolver in try await run(try await resolver.prepare(Needs.self)) }
        }
    }
}
