import AshlarConfig
import Foundation

/// What the programs that `craft run` and `craft tinker` write begin with. Nobody else needs it.
public enum ScriptProgram {
    /// Runs a script with the app booted, its database the current one, and ends the process.
    ///
    /// - Parameters:
    ///   - app: the app.
    ///   - body: the script.
    public static func run(
        _ app: any Application.Type, _ body: @Sendable (Kernel) async throws -> Void
    ) async -> Never {
        do {
            let config = try await Config.load(root: FileManager.default.currentDirectoryPath)
            try await Kernel.whileBooted(app.init(), config: config) { kernel in
                try await Kernel.$inCommand.withValue(kernel) {
                    try await kernel.withDatabase { try await body(kernel) }
                }
            }
        } catch {
            fflush(nil)
            FileHandle.standardError.write(Data("error: \(error)\n".utf8))
            exit(1)
        }
        exit(0)
    }

    /// Runs the lines of a shell as they come, with the app booted, until there are no more.
    ///
    /// A line is a library; its path comes on descriptor 3, and what it made of names is told on descriptor 4.
    ///
    /// - Parameter app: the app.
    public static func serveLines(_ app: any Application.Type) async -> Never {
        await run(app) { kernel in
            let (paths, continuation) = AsyncStream<String>.makeStream()
            Thread.detachNewThread {
                let commands = FileHandle(fileDescriptor: 3)
                var rest = Data()
                while case let data = commands.availableData, !data.isEmpty {
                    rest += data
                    while let end = rest.firstIndex(of: 10) {
                        continuation.yield(String(decoding: rest[..<end], as: UTF8.self))
                        rest = Data(rest[rest.index(after: end)...])
                    }
                }
                continuation.finish()
            }
            let answers = FileHandle(fileDescriptor: 4)
            try answers.write(contentsOf: Data("ready\n".utf8))
            for await path in paths {
                do {
                    try await ScriptLine.load(path)(kernel)
                } catch {
                    print("error: \(error)")
                }
                fflush(nil)
                let names = ScriptValues.shared.types.map { "\($0)\t\($1)\n" }.joined()
                try answers.write(contentsOf: Data("\(names)\n".utf8))
            }
        }
    }
}
