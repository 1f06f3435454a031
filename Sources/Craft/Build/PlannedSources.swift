import Foundation

/// What a plan makes of an app's files: which are compiled, and what the compiler writes for each.
struct PlannedSources: Sendable, Equatable {
    /// The files, as absolute paths, in the order of the plan.
    private(set) var files: [String]
    /// swiftc's output file map: what is written for each file, by kind. What is written for the module as a whole has no name.
    private var outputs: [String: [String: String]]

    init(files: [String], outputs: [String: [String: String]]) {
        self.files = files
        self.outputs = outputs
    }

    /// Reads a plan's two lists.
    ///
    /// - Parameters:
    ///   - list: the file that lists the sources, each on a line, in quotes where it has to be.
    ///   - map: the output file map; without it only the planned files can be compiled.
    /// - Returns: nil if the list cannot be read.
    init?(list: String, map: String?) {
        guard let text = try? Files.text(list) else { return nil }
        let data = map.flatMap { try? Data(contentsOf: URL(fileURLWithPath: $0)) }
        self.init(
            files: text.split(separator: "\n").map { $0.trimmingCharacters(in: ["'", "\""]) },
            outputs: data.flatMap { try? JSONDecoder().decode([String: [String: String]].self, from: $0) } ?? [:])
    }

    /// The same for other files of the module: those that are gone are left out, new ones come last, with outputs beside those of
    /// the others.
    ///
    /// - Returns: nil where SwiftPM has to plan: nobody knows what is written for a new file, two have one name, or one is
    ///   named as the program's main file, which is compiled otherwise.
    func replaced(by current: Set<String>) -> PlannedSources? {
        let planned = Set(files)
        let new = current.subtracting(planned).sorted()
        let names = current.map(Files.name(of:))
        guard Set(names).count == names.count, let example = files.first, let pattern = outputs[example],
            !current.symmetricDifference(planned).contains(where: { Files.name(of: $0) == "main.swift" }),
            // What would have to be in quotes that another program understands.
            !current.contains(where: { $0.contains { "'\"\\\n".contains($0) } })
        else { return nil }
        var other = self
        other.files = files.filter(current.contains) + new
        for file in planned.subtracting(current) { other.outputs[file] = nil }
        for file in new {
            other.outputs[file] = pattern.mapValues { path in
                let end = Files.name(of: path).dropFirst(Self.stem(of: example).count)
                return "\(Files.parent(of: path))/\(Self.stem(of: file))\(end)"
            }
        }
        return other.files.isEmpty ? nil : other
    }

    /// The object that is written for a file.
    func object(of file: String) -> String? { outputs[file]?["object"] }

    /// The list as swiftc reads it.
    var list: String { files.map { "'\($0)'\n" }.joined() }

    /// The output file map as swiftc reads it.
    func map() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(outputs), as: UTF8.self)
    }

    private static func stem(of file: String) -> String { String(Files.name(of: file).dropLast(".swift".count)) }
}
