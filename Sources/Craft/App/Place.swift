import AshlarSupport
import Foundation

/// Where craft was called, and everything that follows from it.
struct Place: Sendable {
    /// The folder it was called in.
    let folder: String
    /// The clone of the framework that this craft was built from.
    let framework: String
    /// The build folder that all apps of this framework and toolchain share.
    let buildFolder: BuildFolder
    /// The environment that craft was started with.
    let environment: [String: String]
    /// Where it prints.
    let console: Console

    /// What the launcher tells about this place.
    ///
    /// - Throws: ``CraftError`` if craft was not started by its launcher.
    static func current() throws -> Place {
        let environment = ProcessInfo.processInfo.environment
        guard let framework = environment["ASHLAR_FRAMEWORK"], let buildFolder = environment["ASHLAR_BUILD_FOLDER"],
            let flags = environment["ASHLAR_BUILD_FLAGS"]
        else {
            throw CraftError(
                "craft was started without its launcher.",
                suggestion: "Start it as ./craft in an app or in Ashlar's clone.")
        }
        return Place(
            folder: Files.real(FileManager.default.currentDirectoryPath), framework: Files.real(framework),
            buildFolder: BuildFolder(path: buildFolder, flags: flags.split(separator: " ").map(String.init)),
            environment: environment, console: .standard)
    }

    /// The same place seen from another folder.
    func at(_ folder: String) -> Place {
        Place(
            folder: folder, framework: framework, buildFolder: buildFolder,
            environment: environment, console: console)
    }

    /// The same place with more in the environment.
    func adding(_ variables: [String: String]) -> Place {
        Place(
            folder: folder, framework: framework, buildFolder: buildFolder,
            environment: environment.merging(variables) { $1 }, console: console)
    }

    /// The app that the folder is in.
    ///
    /// - Throws: ``CraftError`` if it is in none.
    func app() throws -> AppFolder {
        if let app = AppFolder.around(folder) { return app }
        throw CraftError(
            "There is no app in \(folder) or above it.",
            suggestion: "Enter an app's folder, or make one: ./craft new blog")
    }

    /// The library of stubs: the app's own before the framework's.
    func stubs(for app: AppFolder?) -> StubLibrary {
        StubLibrary(folders: (app.map { ["\($0.root)/stubs"] } ?? []) + ["\(framework)/stubs"])
    }
}
