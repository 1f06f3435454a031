import AshlarSupport
import Foundation

/// An app on the disk.
struct AppFolder: Sendable, Equatable {
    /// Its root, without links.
    let root: String

    /// The app that a folder is in: the nearest folder upward with a package and the sources of an app.
    static func around(_ folder: String) -> AppFolder? {
        var root = Files.real(folder)
        while true {
            if Files.exists("\(root)/Package.swift"), Files.isFolder("\(root)/Sources/App") {
                return AppFolder(root: root)
            }
            if root == "/" { return nil }
            root = Files.parent(of: root)
        }
    }

    /// The name of its package, or of its folder if the package does not say.
    var name: String {
        guard let manifest = try? Files.text("\(root)/Package.swift"),
            let match = try? /Package\(\s*name:\s*"([^"\\]+)"/.firstMatch(in: manifest)
        else { return Files.name(of: root) }
        return String(match.1)
    }

    /// What its databases are called: `blog` for `blog_development` and `blog_test`.
    var databaseName: String {
        let name = CaseConversion.snake(name).filter(\.isASCII).prefix(40)
        return name.isEmpty ? "app" : String(name)
    }

    /// Its `.env`, with what the file of where it runs sets on top: `.env.development`. Nothing if it has none.
    ///
    /// - Parameter environment: the environment's variables, which say where it runs.
    /// - Throws: ``CraftError`` that names the line that cannot be read.
    func dotEnv(_ environment: [String: String] = [:]) throws -> [String: String] {
        let shared = try variables(".env")
        let name = environment["APP_ENV"] ?? shared["APP_ENV"] ?? "development"
        // What a name means that is none, the app says when it starts.
        let own = try DotEnv.environment(named: name).map { try variables(".env.\($0)") } ?? [:]
        return shared.merging(own) { _, own in own }
    }

    private func variables(_ name: String) throws -> [String: String] {
        let path = "\(root)/\(name)"
        guard Files.exists(path) else { return [:] }
        do {
            return try DotEnv.parse(try Files.text(path), file: path)
        } catch let error as DotEnvError {
            throw CraftError(error.message, suggestion: error.suggestion, location: error.location)
        }
    }

    /// A setting: the environment wins over `.env`; an empty value is none.
    func setting(_ name: String, environment: [String: String]) throws -> String? {
        for values in [environment, try dotEnv(environment)] {
            if let value = values[name], !value.isEmpty { return value }
        }
        return nil
    }
}
