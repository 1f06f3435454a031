import ArgumentParser
import AshlarConfig
import AshlarHTTP
import AshlarSession
import Foundation
import HTTPTypes
import NIOCore

/// `App request`: sends one request to the app, without a server.
struct RequestCommand: AppSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "request", abstract: "Send one request to the app in memory, and print the answer.",
        discussion: """
            The app is booted as it is to serve, and shut down again. The request passes all middleware. It counts as sent from
            a page of the app, with the CSRF token that a form of the page has; with --foreign, or with a token, an Origin or a
            Sec-Fetch-Site of its own, it is checked as it would be from outside. Printed are the status, the header fields and
            the body; with --body the body alone, for a pipe.
            """)

    @ArgumentParser.Argument(help: "The method, and the path with its query. GET, if it is the path alone.")
    var words: [String]
    @Option(name: [.customShort("X"), .customLong("request")], help: "The method, as curl takes it.")
    var method: String?
    @Option(
        name: [.customShort("H"), .long],
        help: "A field, \"Accept: application/json\"; may be given more than once.")
    var header: [String] = []
    @Option(name: [.short, .long], help: "The body; a form unless a Content-Type is given.") var data: String?
    @Option(help: "The body, as JSON; the answer is asked for as JSON too.") var json: String?
    @Flag(help: "Send it as a stranger would: a form's protection asks it for the CSRF token.") var foreign = false
    @Flag(help: "Print the body of the answer alone.") var body = false

    func validate() throws {
        guard (1...2).contains(words.count), target.hasPrefix("/") else {
            throw ValidationError("Write the method and the path: request GET /posts?page=2")
        }
        guard method == nil || words.count == 1 else {
            throw ValidationError("Give the method once: --request \(method ?? "") or \(words[0]).")
        }
        guard data == nil || json == nil else { throw ValidationError("Give --data or --json, not both.") }
        _ = try request()
    }

    func run(_ app: any Application) async throws {
        let config = try await Config.load(root: FileManager.default.currentDirectoryPath)
        let (request, isHeadless) = (try request(), body)
        try await Kernel.whileBooted(app, config: config) { kernel in
            let response = try await kernel.respond(to: request)
            let body = try await response.body.collect()
            var output = isHeadless ? Data() : Data((Self.head(of: response) + "\n").utf8)
            output.append(contentsOf: body.readableBytesView)
            // A program that reads the body gets it as it is.
            if !isHeadless, body.readableBytes > 0, body.readableBytesView.last != UInt8(ascii: "\n") {
                output.append(UInt8(ascii: "\n"))
            }
            // In one piece, behind what the app has printed itself.
            fflush(nil)
            FileHandle.standardOutput.write(output)
        }
    }

    private var target: String { words.last ?? "" }

    /// The request that was asked for.
    func request() throws -> Request {
        let name = self.method ?? (words.count == 2 ? words[0] : (data ?? json) == nil ? "GET" : "POST")
        guard let method = HTTPRequest.Method(name.uppercased()) else {
            throw ValidationError("\"\(name)\" is no method of HTTP.")
        }
        var fields = HTTPFields()
        for line in header {
            let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, let name = HTTPField.Name(String(parts[0])) else {
                throw ValidationError("\"\(line)\" is no header field: write NAME: VALUE.")
            }
            fields.append(HTTPField(name: name, value: String(parts[1].trimmingPrefix { $0 == " " })))
        }
        if !fields.contains(.contentType) {
            if json != nil { fields[.contentType] = "application/json" }
            if data != nil { fields[.contentType] = "application/x-www-form-urlencoded" }
        }
        if !fields.contains(.accept) { fields[.accept] = json == nil ? "*/*" : "application/json" }
        let body = (data ?? json).map { RequestBody(ByteBuffer(string: $0)) } ?? .empty
        var request = Request(method: method, target: target, authority: "localhost", headers: fields, body: body)
        // Whoever runs this has the app's key, and could make a session and its token as well.
        if !foreign, !saysWhereItComesFrom(request) { request[CSRFProtection.self] = true }
        return request
    }

    /// Whether it has of its own what a form's protection looks at.
    private func saysWhereItComesFrom(_ request: Request) -> Bool {
        let names = ["Origin", "Sec-Fetch-Site", "X-CSRF-Token", "X-XSRF-Token"].map { $0.lowercased() }
        let field = "\(CSRFProtection.fieldName)="
        return request.headers.contains { names.contains($0.name.rawName.lowercased()) }
            || data?.split(separator: "&").contains { $0.hasPrefix(field) } == true
    }

    private static func head(of response: Response) -> String {
        let reason = response.status.phrase
        let lines = ["\(response.status.code)\(reason.isEmpty ? "" : " \(reason)")"]
        return (lines + response.headers.map { "\($0.name.rawName): \($0.value)" }).joined(separator: "\n") + "\n"
    }
}
