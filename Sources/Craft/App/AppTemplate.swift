import AshlarSupport
import Foundation

/// A folder that somebody else wrote, which new apps are made from instead of `stubs/app`.
///
/// It may have a file `craft.template`, which is not copied:
///
/// ```
/// variable: colour = red
/// after: chmod +x bin/setup
/// message: Read NOTES.md
/// ```
///
/// A variable fills `__colour__` in files and in their names; it is given with `--set colour=blue`, and without a default it has to
/// be. `after` is a command of the shell, run in the new app. Beside them stand the variables of every app: `name`, `type`, `title`,
/// `version`, `framework`, `key`, `swift`.
struct AppTemplate: Sendable, Equatable {
    /// The variables, each with its default if it has one.
    private(set) var variables: [String: String?] = [:]
    /// What is run in the new app, in order.
    private(set) var commands: [String] = []
    /// What to say at the end.
    private(set) var messages: [String] = []

    static let fileName = "craft.template"

    /// The template of a folder.
    ///
    /// - Throws: ``CraftError`` that names the line that cannot be read.
    init(folder: String) throws {
        let path = "\(folder)/\(Self.fileName)"
        guard Files.exists(path) else { return }
        for (index, line) in try Files.text(path).split(separator: "\n", omittingEmptySubsequences: false).enumerated()
        {
            let text = line.drop(while: \.isWhitespace)
            if text.isEmpty || text.hasPrefix("#") { continue }
            let parts = text.split(separator: ":", maxSplits: 1).map { String($0.drop(while: \.isWhitespace)) }
            let location = SourceLocation(file: path, line: index + 1)
            switch (parts.first, parts.count) {
            case ("after", 2): commands.append(parts[1])
            case ("message", 2): messages.append(parts[1])
            case ("variable", 2):
                let pair = parts[1].split(separator: "=", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
                guard let name = pair.first, name.wholeMatch(of: /[a-z][a-zA-Z]*/) != nil else {
                    throw CraftError(
                        "\"\(parts[1])\" is no variable.", suggestion: "Write variable: colour = red",
                        location: location)
                }
                variables.updateValue(pair.count > 1 ? pair[1] : nil, forKey: name)
            default:
                throw CraftError(
                    "This line of the template is none of its own.",
                    suggestion: "Lines are variable: NAME = VALUE, after: COMMAND and message: TEXT.",
                    location: location)
            }
        }
    }

    /// The values of the variables.
    ///
    /// - Parameter given: `NAME=VALUE`, as they were typed.
    /// - Throws: ``CraftError`` for one that the template does not have, and for one that is missing.
    func values(given: [String]) throws -> [String: String] {
        var values = variables.compactMapValues { $0 }
        for text in given {
            let pair = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard let name = pair.first, pair.count == 2 else {
                throw CraftError(
                    "--set \(text) gives no value.", suggestion: "Variables are given as --set NAME=VALUE.",
                    exitCode: 64)
            }
            guard variables.keys.contains(name) else {
                throw CraftError(
                    "The template has no variable \"\(name)\"."
                        + Suggestion.sentence(for: name, in: variables.keys),
                    suggestion: "Variables are given as --set NAME=VALUE; known are: "
                        + variables.keys.sorted().joined(separator: ", ") + ".", exitCode: 64)
            }
            values[name] = pair[1]
        }
        let missing = variables.keys.filter { values[$0] == nil }.sorted()
        guard missing.isEmpty else {
            throw CraftError(
                "The template asks for \(missing.joined(separator: ", ")).",
                suggestion: "Give them: \(missing.map { "--set \($0)=VALUE" }.joined(separator: " "))", exitCode: 64)
        }
        return values
    }

    /// The folder of a template: one of this machine, or a clone of what git can reach.
    ///
    /// - Parameters:
    ///   - source: a folder, or an address that git knows.
    ///   - place: where folders are looked for.
    /// - Returns: the folder, and whether it is a clone to be removed.
    static func fetch(_ source: String, in place: Place) throws -> (folder: String, isClone: Bool) {
        let folder = Files.absolute(source, from: place.folder)
        if Files.isFolder(folder), !Files.isFolder("\(folder)/.git"), !source.hasSuffix(".git") {
            return (folder, false)
        }
        guard Files.isFolder(folder) || source.contains("://") || source.hasPrefix("git@") else {
            throw CraftError(
                "There is no template \(source).",
                suggestion: "Name a folder, or what git can clone: https://..., git@...")
        }
        let target = Files.real(NSTemporaryDirectory()) + "/craft-template-\(UUID().uuidString)"
        let address = Files.isFolder(folder) ? folder : source
        try Git.run(["clone", "--quiet", "--depth", "1", "--", address, target], in: place)
        return (target, true)
    }
}
