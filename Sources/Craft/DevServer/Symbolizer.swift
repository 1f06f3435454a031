import Foundation

/// Says where in the source the addresses of a program are. Swift's own backtraces read all of a program's debugging information for
/// that, which takes many seconds; LLVM's reads what it is asked for.
struct Symbolizer: Sendable {
    /// A function at a place of the source.
    struct Location: Sendable, Equatable {
        /// As people write it.
        var function: String
        let file: String
        let line: Int
        let column: Int
    }

    /// `llvm-symbolizer`
    let program: String
    private let environment: [String: String]

    /// Looks for it beside `swift` first: toolchains bring their own.
    ///
    /// - Returns: nil if there is none.
    init?(environment: [String: String]) {
        let swift = Programs.path(of: "swift", in: environment).map { Files.parent(of: Files.real($0)) }
        let beside = swift.map { "\($0)/llvm-symbolizer" } ?? ""
        guard
            let program = FileManager.default.isExecutableFile(atPath: beside)
                ? beside : Programs.path(of: "llvm-symbolizer", in: environment)
        else { return nil }
        self.program = program
        self.environment = environment
    }

    /// The places of addresses, those of inlined functions before those that they were inlined into.
    ///
    /// - Parameters:
    ///   - addresses: relative to the beginning of the program.
    ///   - file: the program.
    /// - Returns: a list for each address; empty if nothing can be said.
    func places(of addresses: [UInt64], in file: String) -> [[Location]] {
        let arguments = ["--obj=\(file)", "--output-style=JSON", "--no-demangle"]
        guard !addresses.isEmpty,
            let (_, output) = try? ChildProcess.run(
                Launch(
                    executable: program, arguments: arguments + addresses.map { "0x" + String($0, radix: 16) },
                    environment: environment)),
            // What it warns of stands before.
            let start = output.range(of: "[{")?.lowerBound,
            let answers = try? JSONDecoder().decode([Answer].self, from: Data(output[start...].utf8))
        else { return [] }
        return answers.map { answer in
            (answer.symbols ?? []).map {
                Location(function: $0.function, file: $0.file, line: $0.line, column: $0.column)
            }
        }
    }

    /// The names of functions as people write them: `PostController.show(id:)`.
    func readable(_ names: [String]) -> [String] {
        let demangler = "\(Files.parent(of: Files.real(program)))/swift-demangle"
        guard !names.isEmpty,
            let (status, output) = try? ChildProcess.run(
                Launch(
                    executable: demangler, arguments: ["--simplified", "--compact"] + names, environment: environment)),
            status.isSuccess
        else { return names }
        let lines = output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        return lines.count >= names.count ? Array(lines.prefix(names.count)) : names
    }

    private struct Answer: Decodable {
        let symbols: [Symbol]?

        enum CodingKeys: String, CodingKey { case symbols = "Symbol" }
    }

    private struct Symbol: Decodable {
        let function: String
        let file: String
        let line: Int
        let column: Int

        enum CodingKeys: String, CodingKey {
            case function = "FunctionName"
            case file = "FileName"
            case line = "Line"
            case column = "Column"
        }
    }
}
