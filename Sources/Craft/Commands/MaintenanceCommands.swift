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

    @Option(
        help: ArgumentHelp(
            "The view that browsers are shown, errors/503; it gets message and retry_after.", valueName: "view"))
    var render: String?

    @Option(help: ArgumentHelp("Where everybody is sent, / or an address elsewhere.", valueName: "address"))
    var redirect: String?

    @Option(help: "The status of the answer, 503 unless it is given.")
    var status: Int?

    @Option(help: ArgumentHelp("After how many seconds browsers load the page anew (Refresh).", valueName: "seconds"))
    var refresh: Int?

    func validate() throws {
        if let refresh, refresh < 1 { throw ValidationError("--refresh takes at least 1 second.") }
        if let status, !(400...599).contains(status) {
            throw ValidationError(
                "--status takes a status of errors, 400 to 599: nobody is to keep what says that the app is down.")
        }
        if let redirect, !redirect.hasPrefix("https://"), !redirect.hasPrefix("http://"), !Self.isPath(redirect) {
            throw ValidationError("--redirect takes a path of the app, /closed, or an address with https://.")
        }
        if let retry, retry < 1 { throw ValidationError("--retry takes at least 1 second.") }
        if let secret, secret.isEmpty || !secret.allSatisfy(Self.isPlain) {
            throw ValidationError("--secret takes letters, digits, - and _: it is a path.")
        }
    }

    func run(in place: Place) throws {
        let app = try place.app()
        let notice = MaintenanceFile(
            message: message, retryAfter: retry, secret: secret, allowed: allow.isEmpty ? nil : allow,
            view: try render.map { try Self.file(of: $0, in: app) },
            redirect: redirect, status: status, refresh: refresh)
        try Files.makeFolder(Files.parent(of: MaintenanceFile.path(in: app)))
        try Files.write(notice.text(), to: MaintenanceFile.path(in: app))
        place.console.say("The app is down. Bring it back with ./craft up.")
        if let secret { place.console.say("Open /\(secret) to pass.") }
    }

    /// The file of a view, by the names that the app knows it by: `errors/503`, `errors.503` or `errors/503.html`.
    private static func file(of view: String, in app: AppFolder) throws -> String {
        // A module's view is in its package.
        if view.contains("::") { return view }
        let name = view.contains("/") || view.hasSuffix(".html") ? view : view.replacing(".", with: "/")
        let file = name.hasSuffix(".html") ? name : name + ".html"
        guard Files.exists("\(app.root)/views/\(file)") else {
            throw CraftError(
                "There is no view views/\(file).", suggestion: "Write it, or name another: --render errors/503")
        }
        return file
    }

    private static func isPath(_ text: String) -> Bool {
        text.hasPrefix("/") && !text.hasPrefix("//")
            && text.utf8.allSatisfy { $0 > 32 && $0 < 127 && $0 != UInt8(ascii: "\\") }
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
