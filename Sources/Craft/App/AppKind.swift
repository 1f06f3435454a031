import AshlarSupport
import Foundation

/// What `craft new` writes.
enum AppKind: String, CaseIterable, Sendable {
    /// Pages, forms and JSON.
    case web = "web app"
    /// JSON alone: no views, sessions and CSRF tokens.
    case api = "JSON API"
    /// A blog to look at and to change: what `Examples/Blog` of the framework has.
    case demo = "example: a blog"

    /// The files of an app, by where they go.
    ///
    /// - Parameter framework: the clone of the framework.
    /// - Returns: the path of the source of each file, by its path in the app.
    func sources(framework: String) -> [String: String] {
        var files = Self.stubs(in: "\(framework)/stubs/app", to: "")
            .merging(Self.stubs(in: "\(framework)/config", to: "config/")) { $1 }
        switch self {
        case .web: break
        case .api:
            files = files.filter { target, _ in
                !target.hasPrefix("views/") && !target.hasPrefix("public/")
                    && !["Sources/App/Routes/Web.swift", "config/session.yaml"].contains(target)
            }.merging(Self.stubs(in: "\(framework)/stubs/api", to: "")) { $1 }
        case .demo:
            let own = ["Package.swift", "README.md", "craft", "Package.resolved"]
            let example = Self.stubs(in: "\(framework)/Examples/Blog", to: "").filter { target, _ in
                !own.contains(target) && !target.hasPrefix("config/") && !target.hasPrefix("storage/")
                    && !target.hasPrefix(".")
            }
            let welcome = [
                "Sources/App/Controllers/HomeController.swift", "Tests/AppTests/HomeTests.swift", "views/welcome.html",
            ]
            files = files.filter { !welcome.contains($0.key) }.merging(example) { $1 }
        }
        return files
    }

    /// The text of a file: in the example, its own names become those of the app.
    func text(of source: String, name: AppName) throws -> String {
        let text = try Files.text(source)
        guard self == .demo, source.contains("/Examples/Blog/") else { return text }
        return text.replacing(/\bBlog\b/.wordBoundaryKind(.simple), with: name.type).replacing(
            "The Quarry", with: name.title)
    }

    private static func stubs(in folder: String, to target: String) -> [String: String] {
        let pairs = Files.list(below: folder).map { file in
            // As `.gitignore` it would keep git from storing the stubs beside it.
            let name = file.hasPrefix("dot.") ? String(file.dropFirst(3)) : file
            return ("\(target)\(name)", "\(folder)/\(file)")
        }
        return Dictionary(pairs) { $1 }
    }
}
