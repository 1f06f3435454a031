import ArgumentParser
import AshlarSupport

/// The names that an app has for what a generator makes or takes away, for the shell to complete.
struct NameCompletion {
    /// The app.
    let app: AppFolder

    /// Asked by a shell while somebody types.
    static let kind = CompletionKind.custom { words, _, _ in
        guard let place = try? Place.current(), let app = AppFolder.around(place.folder) else { return [] }
        return NameCompletion(app: app).names(for: words)
    }

    /// The names that fit a command line.
    ///
    /// - Parameter words: its words: `craft destroy model`, or `craft destroy:model`.
    func names(for words: [String]) -> [String] {
        let words = words.dropFirst().flatMap { $0.split(separator: ":").map(String.init) }.filter { !$0.isEmpty }
        guard words.count > 1 else { return [] }
        switch (words[0], words[1]) {
        // What does not exist yet has no name to complete; these are made of a model.
        case ("make", "factory"), ("make", "controller"): return types(in: "Models")
        case ("destroy", let thing): return existing(thing)
        default: return []
        }
    }

    private func existing(_ thing: String) -> [String] {
        switch thing {
        case "model", "scaffold": types(in: "Models")
        case "controller": types(in: "Controllers", suffix: "Controller")
        case "factory": types(in: "Database/Factories", suffix: "Factory")
        case "seeder": types(in: "Database/Seeders", suffix: "Seeder")
        case "middleware": types(in: "Middleware")
        case "provider": types(in: "Providers", suffix: "Provider")
        case "command": types(in: "Commands")
        case "event": types(in: "Events")
        case "listener": types(in: "Listeners")
        case "module": types(in: "Modules")
        case "test": files(below: "Tests/AppTests", "Tests.swift").map(name)
        case "migration":
            // 2026_11_22_123456_CreatePosts.swift
            files(below: "Sources/App/Database/Migrations", ".swift").map {
                CaseConversion.snake(String($0.dropFirst(18)))
            }
        case "view": files(below: "views", ".html").map { $0.replacing("/", with: ".") }
        default: []
        }
    }

    private func types(in folder: String, suffix: String = "") -> [String] {
        files(below: "Sources/App/\(folder)", "\(suffix).swift").map(name)
    }

    /// The files below a folder of the app, without an ending.
    private func files(below folder: String, _ ending: String) -> [String] {
        Files.list(below: "\(app.root)/\(folder)").filter { $0.hasSuffix(ending) }.map {
            String($0.dropLast(ending.count))
        }
    }

    /// `Admin/Post` for the file `Admin/AdminPost`.
    private func name(of file: String) -> String {
        let parts = file.split(separator: "/")
        let folders = parts.dropLast().joined()
        guard let type = parts.last, type.hasPrefix(folders) else { return file }
        return (parts.dropLast() + [type.dropFirst(folders.count)]).joined(separator: "/")
    }
}
