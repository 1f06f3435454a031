import AshlarHTTP
import AshlarRouting
import AshlarSupport
import AshlarTemplate
import Foundation
import HTTPTypes

/// All that the development page shows of an error.
struct ErrorReport {
    /// A line of a table.
    typealias Row = RequestFacts.Row

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
    /// What is known of the request itself.
    let facts: RequestFacts
    /// The routes of the app, where none of them answered.
    let routes: [(methods: String, path: String, action: String, place: SourceLocation)]
    /// The routes that almost answered, and why they did not.
    let refusals: [Row]

    init(
        _ error: any Error, answer: HTTPError, request: Request, routes: RouteTable, root: String
    ) {
        facts = RequestFacts(request, routes: routes, root: root)
        let detailed = error as? any DetailedError
        let action = request.trace?.action
        status = "\(answer.status.code) \(answer.status.phrase)"
        kind = String(describing: type(of: error))
        let isUnrouted = Self.isUnrouted(answer, request)
        message = Self.message(of: error, answer: answer, request: request)
        // An error that names no place was thrown by the action or by what it called: the action is where to look first.
        // A layer that refuses does so before the action: what the author can change is where the route got the layer.
        let entry = routes.entry(for: request)
        let layer = entry.flatMap { Self.layer(behind: error, of: $0) }
        location =
            Self.place(of: detailed, unless: answer.status.code == 404, near: action?.location, in: root)
            ?? (layer == nil ? action?.location : entry?.location)
        excerpt = location.flatMap { place in
            Self.source(place.file).map { SourceExcerpt(of: $0, around: place.line) }
        }
        chain = detailed?.chain ?? []
        suggestion =
            isUnrouted
            ? Suggestion.closest(to: request.path, in: routes.entries.map(\.path)).map { "Did you mean \($0)?" }
            : ErrorAdvice.suggestion(for: error)
        // A template's mistake is shown in full already, its line, its excerpt, its chain: what is not is the error behind it.
        let inner: (any Error)? =
            error is HTTPError ? nil : error is TemplateError ? (error as? TemplateError)?.underlying : error
        let whole = inner.map { String(reflecting: $0) }
        details = whole == message ? nil : whole
        self.action = layer.map { layer in action.map { "\(layer), before \($0.name)" } ?? layer } ?? action?.name
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

    /// What a developer is told in a few lines.
    static func message(of error: any Error, answer: HTTPError, request: Request) -> String {
        isUnrouted(answer, request)
            ? "Nothing answers \(request.method.rawValue) \(request.mountPath)\(request.path)."
            : (error as? any DetailedError)?.message ?? firstLines(String(describing: error))
    }

    /// The framework's own layer of a route that has thrown an error.
    private static func layer(behind error: any Error, of route: RouteTable.Entry) -> String? {
        guard let place = (error as? HTTPError)?.location, place.isFrameworks else { return nil }
        let name = String(place.fileName.prefix { $0 != "." })
        return route.middleware.contains { $0 == name || $0.hasPrefix("\(name)(") } ? name : nil
    }

    private static func isUnrouted(_ answer: HTTPError, _ request: Request) -> Bool {
        answer.status.code == 404 && request.trace?.action == nil
    }

    /// The report for a terminal.
    var text: String {
        var lines = ["\(status) - \(kind)", message]
        if let location { lines.append("at \(location)") }
        if let excerpt, !excerpt.lines.isEmpty { lines.append(excerpt.text(caretAt: location?.column)) }
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
            place.file =
                action.flatMap { $0.fileName == place.fileName ? $0.file : nil } ?? RequestFacts.find(place, in: root)
        }
        return place
    }

    private static func source(_ file: String) -> String? {
        FileManager.default.contents(atPath: file).map { String(decoding: $0, as: UTF8.self) }
    }

    private static func firstLines(_ text: String) -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let rest = lines.count > 20 ? "\nand \(lines.count - 20) more" : ""
        return lines.prefix(20).joined(separator: "\n") + rest
    }
}
