import Foundation
import Glibc

/// The build folder that craft, the framework's tests and all apps of this machine share.
///
/// One build at a time works in it, from its beginning until its program is taken away: the next one overwrites that.
struct BuildFolder: Sendable {
    /// Its path.
    let path: String
    /// What every build is given; another set would compile everything anew.
    let flags: [String]

    /// Held by the build that is going on; the launcher holds it too.
    var lock: String { "\(path)/craft.lock" }
    /// The package that the next build's plan is for.
    var marker: String { "\(path)/planned-for" }
    /// The plan itself.
    var manifest: String { "\(path)/debug.yaml" }
    /// What SwiftPM writes at the end of planning.
    var plan: String { "\(path)/debug/description.json" }

    /// Takes the lock.
    ///
    /// - Parameter onBusy: called if another build is going on, before waiting; returning false gives up.
    func take(onBusy: () -> Bool) throws -> FileLock? {
        try Files.makeFolder(path)
        return try FileLock.take(lock, onWait: onBusy)
    }

    /// `swift` with this folder and the flags; to be called while the lock is held.
    ///
    /// SwiftPM keeps one plan in a folder and takes it for that of whatever package it builds next: it would build the program of
    /// another app. So it is told to plan anew, which takes seconds, unless the plan is known to be for this package.
    ///
    /// - Parameters:
    ///   - arguments: the command of `swift` and its arguments.
    ///   - root: the package.
    ///   - environment: where `swift` is looked for.
    ///   - configuration: which plan it is about. Nobody remembers for which package that of ``BuildConfiguration/release`` is.
    /// - Throws: ``CraftError`` if there is no `swift`.
    func launch(
        _ arguments: [String], in root: String, environment: [String: String],
        configuration: BuildConfiguration = .debug
    ) throws -> Launch {
        guard let swift = Programs.path(of: "swift", in: environment) else {
            throw CraftError("swift is not installed.", suggestion: "Get it from https://www.swift.org/install")
        }
        var planning: [String] = []
        if configuration == .release {
            planning = ["--disable-build-manifest-caching", "--configuration", "release"]
        } else if !hasPlan(for: root) {
            planning = ["--disable-build-manifest-caching"]
            try Files.write(root, to: marker)
        }
        return Launch(
            executable: swift,
            arguments: Array(arguments.prefix(1)) + ["--scratch-path", path] + planning + flags
                + Array(arguments.dropFirst()),
            environment: environment, directory: root)
    }

    /// Whether the plan is for a package: it was asked for, and planning was not ended halfway.
    func hasPlan(for root: String) -> Bool {
        guard let planned = try? Files.text(marker), planned == root, let asked = Files.modification(of: marker),
            let written = Files.modification(of: plan)
        else { return false }
        return written > asked
    }
}
