import Foundation
import Glibc

/// An app built for production, in a folder with all that it needs.
struct Release {
    let app: AppFolder
    let place: Place
    /// Where it goes.
    let folder: String
    /// Whether Swift's runtime is part of the program.
    let isStatic: Bool

    private static let marker = ".ashlar-release"

    /// Builds, and puts the folder together.
    ///
    /// - Throws: ``CraftError`` with the compiler's errors, or if the folder has something else in it.
    func make() throws {
        let old = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        guard old.isEmpty || old.contains(Self.marker), !(app.root + "/").hasPrefix(folder + "/") else {
            throw CraftError(
                "\(folder) has something else in it. Nothing was changed.",
                suggestion: "Choose another folder: ./craft build --output DIR")
        }
        let built = try build()
        // Put together beside it, so that a release is there whole or not at all.
        let new = "\(folder).\(getpid())"
        defer { try? FileManager.default.removeItem(atPath: new) }
        try Files.makeFolder(new)
        try copy("\(built)/App", to: "\(new)/App")
        for name in Files.names(in: built) where name.hasSuffix(".resources") {
            try copy("\(built)/\(name)", to: "\(new)/\(name)")
        }
        for name in AppGenerator.deployed where Files.isFolder("\(app.root)/\(name)") {
            try copy("\(app.root)/\(name)", to: "\(new)/\(name)")
        }
        let secrets = ".env.production.encrypted"
        if Files.exists("\(app.root)/\(secrets)") { try copy("\(app.root)/\(secrets)", to: "\(new)/\(secrets)") }
        try Files.write("", to: "\(new)/\(Self.marker)")
        try prove("\(new)/App")
        if Files.exists(folder) { try FileManager.default.removeItem(atPath: folder) }
        try Files.makeFolder(Files.parent(of: folder))
        guard rename(new, folder) == 0 else { throw CraftError.system("Cannot write \(folder)", code: errno) }
        for name in Files.names(in: folder) where name != Self.marker {
            place.console.file("created", "\(folder)/\(name)")
        }
    }

    /// - Returns: the folder that the program was built in.
    private func build() throws -> String {
        let console = place.console
        let lock = try place.buildFolder.take {
            console.note("Waiting for another build on this machine")
            return true
        }
        let flags = isStatic ? ["--static-swift-stdlib"] : []
        let launch = try place.buildFolder.launch(
            ["build", "--product", "App"] + flags, in: app.root, environment: place.environment,
            configuration: .release)
        console.note("Building \(app.name) for production (minutes the first time)")
        return try withExtendedLifetime(lock) {
            let child = try ChildProcess.start(launch)
            var log = BuildLog()
            while let output = child.output {
                var descriptor = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
                _ = SystemCall.retrying { Int(poll(&descriptor, 1, -1)) }
                let (bytes, isEnded) = SystemCall.drain(output)
                log.append(bytes)
                if let progress = log.progress { console.progress(progress) }
                if isEnded {
                    close(output)
                    break
                }
            }
            log.finish()
            console.endProgress()
            guard child.wait().isSuccess else {
                throw CraftError(
                    "The app does not build.", details: log.failure(relativeTo: app.root, console: console))
            }
            return "\(place.buildFolder.path)/release"
        }
    }

    private func copy(_ source: String, to target: String) throws {
        do {
            // Links in the build folder lead elsewhere.
            try FileManager.default.copyItem(atPath: Files.real(source), toPath: target)
        } catch {
            throw CraftError("Cannot copy \(source): \(error.localizedDescription)")
        }
    }

    /// A program whose libraries are not found is no release.
    private func prove(_ program: String) throws {
        let (status, output) = try ChildProcess.run(
            Launch(executable: program, arguments: ["--help"], environment: ["PATH": "/usr/bin:/bin"]))
        guard status.isSuccess else {
            throw CraftError(
                "The program that was built does not start: \(status).",
                details: Array(output.split(separator: "\n").map(String.init).suffix(8)))
        }
    }
}
