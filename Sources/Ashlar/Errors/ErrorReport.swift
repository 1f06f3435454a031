import AshlarHTTP
import AshlarPostgres
import AshlarRouting
import AshlarSupport
import AshlarTemplate

import Foundation
import NIOCore

/// All that the development page shows of an error.
struct ErrorReport {
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
    let routes: [(methods: String, path: String, action: String)]
    /// The statements of this request, each with how long it took and where it was sent.
    let statements: [(name: String, value: String)]
    /// What the visitor's session holds.
    let session: [(name: String, value: String)]
    /// What the route matched.
    let route: [(name: String, value: String)]

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
            ("Method", request.method.rawValue), ("Path", request.path), ("Query", request.rawQuery ?? ""),
            ("Host", request.authority ?? ""), ("Client", request.remoteAddress?.ipAddress ?? ""),
        ].filter { !$0.1.isEmpty }
        headers = request.headers.map { field in
            let name = field.name.rawName
            // What identifies a person has no place on a screen that is shared.
            let isSecret = ["authorization", "cookie", "proxy-authorization"].contains(field.name.canonicalName)
            return (name, isSecret ? "***" : field.value)
        }
        self.statements = statements.map { statement in
            let milliseconds = (statement.duration / .milliseconds(1)).formatted(.number.precision(.fractionLength(2)))
            let place = "\(SourceLocation(file: statement.file, line: 0).fileName):\(statement.line)"
            let outcome = statement.isFailed ? "failed" : "\(statement.rowCount) rows"
            return ("\(milliseconds) ms, \(outcome), \(place)", statement.sql)
        }
        session = request.trace?.session ?? []
        route = Self.route(request, in: routes)
        self.routes =
            isUnrouted
            ? routes.entries.map { ($0.methods.map(\.rawValue).joined(separator: "|"), $0.path, $0.action.name) } : []
    }

    private static func route(_ request: Request, in table: RouteTable) -> [(name: String, value: String)] {
        guard let entry = table.entry(for: request) else { return [] }
        var rows = [("Route", entry.summary)]
        if let name = entry.name { rows.append(("Name", name)) }
        if !entry.middleware.isEmpty { rows.append(("Middleware", entry.middleware.joined(separator: ", "))) }
        return rows
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
