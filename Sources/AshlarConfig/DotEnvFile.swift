import AshlarSecurity
import AshlarSupport

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A file of variables: `.env`, which counts everywhere, or `.env.production`, which counts in production.
struct DotEnvFile: Sendable {
    /// Its path; of one that was encrypted, the path of the encrypted file.
    let path: String
    /// What it sets.
    let values: [String: String]
    private let lines: [String: Int]

    /// Reads a file; nil if there is none. Where it is not there but its encrypted form is, that is read.
    ///
    /// - Parameters:
    ///   - name: `.env.production`
    ///   - root: the app's folder.
    ///   - key: what the file was encrypted with.
    /// - Throws: ``ConfigError`` or `DotEnvError` that names the file, and the line where it has one.
    static func read(_ name: String, in root: String, key: String? = nil) throws -> DotEnvFile? {
        let path = "\(root)/\(name)"
        if let text = try text(path) { return try DotEnvFile(path, text) }
        let sealed = path + EncryptedSettings.ending
        guard let text = try text(sealed) else { return nil }
        return try DotEnvFile(sealed, EncryptedSettings(name: name).decrypt(text, key: key))
    }

    private init(_ path: String, _ text: String) throws {
        self.path = path
        values = try DotEnv.parse(text, file: path)
        var lines: [String: Int] = [:]
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            guard let match = line.firstMatch(of: /^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=/) else { continue }
            lines[String(match.1)] = index + 1
        }
        self.lines = lines
    }

    /// Where it sets a variable.
    func location(of name: String) -> SourceLocation { SourceLocation(file: path, line: lines[name] ?? 1) }

    private static func text(_ path: String) throws -> String? {
        guard let data = FileManager.default.contents(atPath: path) else { return nil }
        guard let text = String(validating: data, as: UTF8.self) else {
            throw ConfigError(message: "The file is not UTF-8.", location: SourceLocation(file: path, line: 1))
        }
        return text
    }
}
