import ArgumentParser
import AshlarConfig
import AshlarSupport
import Foundation

/// `App env`: the files of variables.
struct EnvCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "env", abstract: "Variables in files that may lie in a repository.",
        subcommands: [EnvEncryptCommand.self, EnvDecryptCommand.self])
}

/// `App env encrypt`
struct EnvEncryptCommand: AppSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "encrypt", abstract: "Write .env.production.encrypted, which may be committed.")

    @ArgumentParser.Argument(help: "Whose file: production, testing or development.") var environment = "production"
    @Option(help: "The key; a new one is made and printed without it.") var key: String?
    @Flag(help: "Replace the encrypted file that is there.") var force = false

    func run(_ app: any Application) throws {
        let file = try EnvFile(environment)
        let text = try file.read(file.plain)
        // What cannot be read is told now, and not where the app is deployed.
        _ = try DotEnv.parse(text, file: file.plain)
        let used = key ?? EncryptedSettings.makeKey()
        try file.write(EncryptedSettings(name: file.plain).encrypt(text, key: used), to: file.encrypted, force: force)
        print("Wrote \(file.encrypted).")
        if key == nil { print("Set APP_ENV_KEY where the app runs, and keep it out of the repository:\n\(used)") }
    }
}

/// `App env decrypt`
struct EnvDecryptCommand: AppSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "decrypt", abstract: "Write .env.production from its encrypted form.")

    @ArgumentParser.Argument(help: "Whose file: production, testing or development.") var environment = "production"
    @Option(help: "The key; APP_ENV_KEY without it.") var key: String?
    @Flag(help: "Replace the file that is there.") var force = false

    func run(_ app: any Application) throws {
        let file = try EnvFile(environment)
        let key = key ?? ProcessInfo.processInfo.environment["APP_ENV_KEY"]
        let text = try EncryptedSettings(name: file.plain).decrypt(file.read(file.encrypted), key: key)
        try file.write(text, to: file.plain, force: force)
        print("Wrote \(file.plain).")
    }
}

/// The two forms of an environment's file, in the folder of the app.
private struct EnvFile {
    let plain: String
    var encrypted: String { plain + EncryptedSettings.ending }

    init(_ environment: String) throws {
        guard let known = AppEnvironment(rawValue: environment) else {
            throw ConfigError(
                message: "There is no environment \"\(environment)\".",
                suggestion: "Write development, testing or production.")
        }
        plain = ".env.\(known.rawValue)"
    }

    func read(_ name: String) throws -> String {
        guard let data = FileManager.default.contents(atPath: name) else {
            throw ConfigError(message: "There is no file \(name) in this folder.")
        }
        guard let text = String(validating: data, as: UTF8.self) else {
            throw ConfigError(message: "The file is not UTF-8.", location: SourceLocation(file: name, line: 1))
        }
        return text
    }

    /// Only the owner may read it: it has secrets, or will have.
    func write(_ text: String, to name: String, force: Bool) throws {
        guard force || !FileManager.default.fileExists(atPath: name) else {
            throw ConfigError(message: "\(name) is there already.", suggestion: "Replace it with --force.")
        }
        guard
            FileManager.default.createFile(
                atPath: name, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600])
        else { throw ConfigError(message: "The file \(name) cannot be written.") }
    }
}
