import ArgumentParser
import Foundation

/// `craft down`
struct DownCommand: CraftSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "down", abstract: "Take the app down for maintenance: every request gets a 503.",
        discussion: """
            A running app notices within a second, and needs no restart. /up and public files are answered as before.
            """)

    @Option(help: "What visitors read.")
    var message: String?

    @Option(help: ArgumentHelp("After how many seconds they may try again (Retry-After).", valueName: "seconds"))
    var retry: Int?

    @Option(help: ArgumentHelp("Who opens /SECRET passes from then on.", valueName: "secret"))
    var secret: String?

    @Option(help: ArgumentHelp("An address or a block that passes, 192.0.2.0/24; may be given more than once."))
    var allow: [String] = []

    func validate() throws {
        if let retry, retry < 1 { throw ValidationError("--retry takes at least 1 second.") }
        if let secret, secret.isEmpty || !secret.allSatisfy(Self.isPlain) {
            throw ValidationError("--secret takes letters, digits, - and _: it is a path.")
        }
    }

    func run(in place: Place) throws {
        let app = try place.app()
        let notice = MaintenanceFile(
            message: message, retryAfter: retry, secret: secret, allowed: allow.isEmpty ? nil : allow)
        try Files.makeFolder(Files.parent(of: MaintenanceFile.path(in: app)))
        try Files.write(notice.text(), to: MaintenanceFile.path(in: app))
        place.console.say("The app is down. Bring it back with ./craft up.")
        if let secret { place.console.say("Open /\(secret) to pass.") }
    }

    private static func isPlain(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber || character == "-" || character == "_")
    }
}

/// `craft up`
struct UpCommand: CraftSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "up", abstract: "Bring the app back after maintenance.")

    func run(in place: Place) throws {
        let path = MaintenanceFile.path(in: try place.app())
        guard Files.exists(path) else { return place.console.say("The app is up already.") }
        try FileManager.default.removeItem(atPath: path)
        place.console.say("The app is up.")
    }
}
