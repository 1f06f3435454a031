import AshlarHTTP
import AshlarPostgres
import AshlarRouting
import AshlarSession
import AshlarSupport
import AshlarTemplate
import Foundation
import HTTPTypes
import NIOCore

/// All that the development page shows of an error.
struct ErrorReport {
    /// A line of a table.
    struct Row {
        let name: String
        let value: String
        /// Where it comes from, for a link.
        var place: SourceLocation?
    }

    let status: String
    let kind: String
    let message: String
    let location: SourceLocation?
    let excerpt: SourceExcerpt?
    let chain: [String]
    let suggestion: String?
    /// The whole text of an error that has more than a sentence.
    let details: String?
    let action: String?
    let request: [(name: String, value: String)]
    let headers: [(name: String, value: String)]
    /// The routes of the app, where none of them answered.
    let routes: [(methods: String, path: String, action: String, place: SourceLocation)]
    /// The routes that almost answered, and why they did not.
    let refusals: [Row]
    /// The statements of this request, each with how long it took and where it was sent.
    let statements: [Row]
    /// What was dumped while the request was answered.
    let dumps: [Row]
    /// The fields of the form, or the JSON, that the request brought, as far as somebody has read it.
    let input: [(name: String, value: String)]
    /// What the visitor's session holds.
    let session: [(name: String, value: String)]
    /// What the route matched.
    let route: [Row]

    init(
        _ error: any Error, answer: HTTPError, request: Request, statements: [StatementRecord], routes: RouteTable,
        root: String
    ) {
        let detailed = error as? any DetailedError
        let action = request.trace?.action
        status = "\(answer.status.code) \(answer.status.phrase)"
        kind = String(describing: type(of: error))
        let isUnrouted = answer.status.code == 404 && action == nil
        message =
            isUnrouted
            ? "Nothing answers \(request.method.rawValue) \(request.path)."
            : detailed?.message ?? Self.firstLines(String(describing: error))
        // An error that names no place was thrown by the action or by what it called: the action is where to look first.
        location =
            Self.place(of: detailed, unless: answer.status.code == 404, near: action?.location, in: root)
            ?? action?.location
        excerpt = location.flatMap { place in
            Self.source(place.file).map { SourceExcerpt(of: $0, around: place.line) }
        }
        chain = detailed?.chain ?? []
        suggestion =
            isUnrouted
            ? Suggestion.closest(to: request.path, in: routes.entries.map(\.path)).map { "Did you mean \($0)?" }
            : ErrorAdvice.suggestion(for: error)
        let whole = String(reflecting: error)
        // A template's mistake is shown in full already: its line, its excerpt, its chain.
        let isShown = error is HTTPError || (error as? TemplateError).map { $0.underlying == nil } == true
        details = isShown || whole == message ? nil : whole
        self.action = action?.name
        self.request = [
            ("Method", request.method.rawValue), ("Path", request.path),
            ("Query", SecretText.pairs(request.rawQuery ?? "")),
            ("Host", request.authority ?? ""), ("Client", request.remoteAddress?.ipAddress ?? ""),
        ].filter { !$0.1.isEmpty }
        headers = request.headers.map { field in
            let name = field.name.rawName
            // What identifies a person has no place on a screen that is shared.
            let isSecret = field.name == .cookie || OldInput.isSecret(name)
            return (name, isSecret ? SecretText.mask : field.value)
        }
        self.statements = statements.map { statement in
            let milliseconds = (statement.duration / .milliseconds(1)).formatted(.number.precision(.fractionLength(2)))
            let place = SourceLocation(file: statement.file, line: statement.line)
            let outcome = statement.isFailed ? "failed" : "\(statement.rowCount) rows"
            return Row(
                name: "\(milliseconds) ms, \(outcome), \(place.fileName):\(statement.line)", value: statement.sql,
                place: place.isFrameworks ? nil : Self.whole(place, in: root))
        }
        dumps = (request.trace?.dumps ?? []).map { dumped in
            let place = dumped.location.map { "\($0.fileName):\($0.line)" }
            return Row(
                name: [dumped.name, place].compactMap(\.self).joined(separator: ", "), value: dumped.text,
                place: dumped.location)
        }
        input = Self.input(request)
        session = request.trace?.session ?? []
        route = Self.route(request, in: routes)
        self.routes =
            isUnrouted
            ? routes.entries.map { ($0.methodText, $0.listedPath, $0.action.name, $0.location) } : []
        refusals =
            isUnrouted
            ? routes.explain(request).candidates.compactMap { candidate in
                candidate.reason.map {
                    Row(name: candidate.route.summary, value: $0, place: candidate.route.location)
                }
            } : []
    }

    private static func route(_ request: Request, in table: RouteTable) -> [Row] {
        guard let entry = table.entry(for: request) else { return [] }
        var rows = [Row(name: "Route", value: entry.summary)]
        if let name = entry.name { rows.append(Row(name: "Name", value: name)) }
        rows.append(Row(name: "Action", value: entry.action.name, place: entry.action.location))
        rows += request.pathParameters.items.map { Row(name: "{\($0.name)}", value: $0.value) }
        if !entry.middleware.isEmpty {
            rows.append(Row(name: "Middleware", value: entry.middleware.joined(separator: ", ")))
        }
        rows.append(
            Row(
                name: "Declared", value: "\(entry.location.fileName):\(entry.location.line)", place: entry.location))
        return rows
    }

    /// What nobody has read is not waited for: it may never come.
    private static func input(_ request: Request) -> [(name: String, value: String)] {
        guard let bytes = request.body.collected, bytes.readableBytes > 0,
            let media = request.headers[.contentType]?.lowercased()
        else { return [] }
        if media.hasPrefix("application/x-www-form-urlencoded"),
            let form = try? Parameters(urlEncoded: bytes.readableBytesView, in: "form")
        {
            return form.items.prefix(100).map { ($0.name, OldInput.isSecret($0.name) ? SecretText.mask : $0.value) }
        }
        guard media.contains("json") else { return [] }
        // Cut behind the masking: a value that was cut is no JSON any more.
        return [("JSON", String(SecretText.json(String(buffer: bytes)).prefix(4000)))]
    }

    /// The report for a terminal.
    var text: String {
        var lines = ["\(status) - \(kind)", message]
        if let location { lines.append("at \(location)") }
        if let excerpt, !excerpt.lines.isEmpty { lines.append(excerpt.text) }
        if !chain.isEmpty { lines.append(chain.joined(separator: " → ")) }
        if let suggestion { lines.append(suggestion) }
        if let action { lines.append("in \(action)") }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The place that an error names. The framework's own source explains nothing to an app's author: a 404 is thrown by
    /// the router.
    private static func place(
        of error: (any DetailedError)?, unless isHidden: Bool, near action: SourceLocation?, in root: String
    ) -> SourceLocation? {
        guard var place = error?.location, !(isHidden && error is HTTPError), !place.isFrameworks else { return nil }
        // `App/PostController.swift` is what the compiler calls a file without its folders.
        if !place.file.hasPrefix("/") {
            place.file = action.flatMap { $0.fileName == place.fileName ? $0.file : nil } ?? find(place, in: root)
        }
        return place
    }

    /// A place with the whole path of its file, where that can be found.
    private static func whole(_ place: SourceLocation, in root: String) -> SourceLocation {
        guard !place.file.hasPrefix("/") else { return place }
        return SourceLocation(file: find(place, in: root), line: place.line)
    }

    private static func find(_ place: SourceLocation, in root: String) -> String {
        let files = FileManager.default.enumerator(atPath: root + "/Sources")?.lazy.compactMap { $0 as? String }
        return files?.first { $0.hasSuffix("/" + place.fileName) }.map { "\(root)/Sources/\($0)" } ?? place.file
    }

    private static func source(_ file: String) -> String? {
        FileManager.default.contents(atPath: file).map { String(decoding: $0, as: UTF8.self) }
    }

    private static func firstLines(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).prefix(6).joined(separator: "\n")
    }
}
