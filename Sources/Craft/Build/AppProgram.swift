import Foundation
import Glibc

/// The executable of an app, run from the app's own folder so that a build of another app cannot change it.
struct AppProgram: Sendable {
    /// The app.
    let app: AppFolder
    /// How it was compiled.
    var configuration = BuildConfiguration.debug

    /// Its path.
    var path: String { "\(app.root)/storage/framework/\(configuration == .debug ? "App" : "release/App")" }

    /// Takes a freshly built program, at once or not at all: one that runs goes on undisturbed.
    func install(from built: String) throws {
        try Files.makeFolder(Files.parent(of: path))
        let temporary = "\(path).\(getpid())"
        unlink(temporary)
        // The linker makes a new file each time, so another name for this one is as good as a copy, and at once.
        if link(built, temporary) != 0 {
            do {
                try FileManager.default.copyItem(atPath: built, toPath: temporary)
            } catch {
                throw CraftError("Cannot copy the app's program \(built): \(error.localizedDescription)")
            }
        }
        guard rename(temporary, path) == 0 else {
            let code = errno
            unlink(temporary)
            throw CraftError.system("Cannot replace \(path)", code: code)
        }
        // Two names of one file are left alone by rename(2).
        unlink(temporary)
    }

    /// The program with arguments, in the app's folder.
    ///
    /// - Parameters:
    ///   - arguments: its arguments.
    ///   - database: its database.
    ///   - environment: the rest of its environment.
    /// - Returns: the program; `ASHLAR_CRAFT` tells it that craft says where it serves, `ASHLAR_PRIVATE_POSTGRES` that nobody has
    ///   set `DATABASE_URL`.
    func launch(_ arguments: [String], database: AppDatabase, environment: [String: String]) -> Launch {
        var environment = environment
        // What it reads in its own files it can tell the place of.
        environment["DATABASE_URL"] = database.isInDotEnv || database.isNone ? nil : database.url
        environment["ASHLAR_CRAFT"] = CraftVersion.current
        environment["ASHLAR_PRIVATE_POSTGRES"] = database.postgres == nil ? nil : "1"
        return Launch(
            executable: path, arguments: arguments, environment: environment, directory: app.root, output: .inherited)
    }
}
