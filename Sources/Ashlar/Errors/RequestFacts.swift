import AshlarHTTP
import AshlarPostgres
import AshlarRouting
import AshlarSession
import AshlarSupport
import Foundation
import HTTPTypes
import NIOCore

/// What is known of a request, in rows for its developer: the error page and the debug bar show them. Secrets are hidden.
struct RequestFacts {
    /// A line of a table.
    struct Row {
        let name: String
        let value: String
        /// Where it comes from, for a link.
        var place: SourceLocation?
    }

    private let asked: Request
    private let table: RouteTable
    private let root: String

    init(_ request: Request, routes: RouteTable, root: String) {
        asked = request
        table = routes
        self.root = root
    }

    /// Its first line, and who sent it.
    var request: [Row] {
        [
            ("Method", asked.method.rawValue), ("Path", asked.path), ("Query", SecretText.pairs(asked.rawQuery ?? "")),
            ("Host", asked.authority ?? ""), ("Client", asked.remoteAddress?.ipAddress ?? ""),
        ].filter { !$0.1.isEmpty }.map { Row(name: $0.0, value: $0.1) }
    }

    /// Its header fields.
    var headers: [Row] { Self.rows(asked.headers) }

    /// Header fields; what identifies a person has no place on a screen that is shared.
    static func rows(_ fields: HTTPFields) -> [Row] {
        fields.map { field in
            let name = field.name.rawName
            let isSecret = field.name == .cookie || field.name == .setCookie || OldInput.isSecret(name)
            return Row(name: name, value: isSecret ? SecretText.mask : field.value)
        }
    }

    /// The statements that it has sent so far, each with how long it took and where it was sent.
    var statements: [Row] {
        (asked[StatementRecorder.self]?.all ?? []).map { statement in
            let place = SourceLocation(file: statement.file, line: statement.line)
            let outcome = statement.isFailed ? "failed" : "\(statement.rowCount) rows"
            return Row(
                name: "\(Self.text(statement.duration)), \(outcome), \(place.fileName):\(statement.line)",
                value: statement.sql, place: place.isFrameworks ? nil : whole(place))
        }
    }

    /// What was dumped while it was answered.
    var dumps: [Row] {
        (asked.trace?.dumps ?? []).map { dumped in
            let place = dumped.location.map { "\($0.fileName):\($0.line)" }
            return Row(
                name: [dumped.name, place].compactMap(\.self).joined(separator: ", "), value: dumped.text,
                place: dumped.location)
        }
    }

    /// What the visitor's session holds.
    var session: [Row] { (asked.trace?.session ?? []).map { Row(name: $0.name, value: $0.value) } }

    /// What the route matched.
    var route: [Row] {
        guard let entry = table.entry(for: asked) else { return [] }
        var rows = [Row(name: "Route", value: entry.summary)]
        if let name = entry.name { rows.append(Row(name: "Name", value: name)) }
        rows.append(Row(name: "Action", value: entry.action.name, place: entry.action.location))
        rows += asked.pathParameters.items.map { Row(name: "{\($0.name)}", value: $0.value) }
        if !entry.middleware.isEmpty {
            rows.append(Row(name: "Middleware", value: entry.middleware.joined(separator: ", ")))
        }
        rows.append(
            Row(name: "Declared", value: "\(entry.location.fileName):\(entry.location.line)", place: entry.location))
        return rows
    }

    /// The fields of the form, or the JSON, that it brought, as far as somebody has read it: what nobody has read is not
    /// waited for, as it may never come.
    var input: [Row] {
        guard let bytes = asked.body.collected, bytes.readableBytes > 0, let media = asked.mediaType else { return [] }
        if media == "application/x-www-form-urlencoded",
            let form = try? Parameters(urlEncoded: bytes.readableBytesView, in: "form")
        {
            return form.items.prefix(100).map {
                Row(name: $0.name, value: OldInput.isSecret($0.name) ? SecretText.mask : $0.value)
            }
        }
        guard MediaType.isJSON(media) else { return [] }
        // Cut behind the masking: a value that was cut is no JSON any more.
        return [Row(name: "JSON", value: String(SecretText.json(String(buffer: bytes)).prefix(4000)))]
    }

    /// `1.25 ms`
    static func text(_ duration: Duration) -> String {
        "\((duration / .milliseconds(1)).formatted(.number.precision(.fractionLength(2)))) ms"
    }

    /// A place with the whole path of its file, where that can be found.
    private func whole(_ place: SourceLocation) -> SourceLocation {
        guard !place.file.hasPrefix("/") else { return place }
        return SourceLocation(file: Self.find(place, in: root), line: place.line)
    }

    /// `App/PostController.swift` is what the compiler calls a file without its folders.
    static func find(_ place: SourceLocation, in root: String) -> String {
        let files = FileManager.default.enumerator(atPath: root + "/Sources")?.lazy.compactMap { $0 as? String }
        return files?.first { $0.hasSuffix("/" + place.fileName) }.map { "\(root)/Sources/\($0)" } ?? place.file
    }
}
