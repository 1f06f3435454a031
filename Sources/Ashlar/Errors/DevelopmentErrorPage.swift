import AshlarSupport
import AshlarTemplate

/// What a developer sees instead of a page: what failed, where, and what to do.
struct DevelopmentErrorPage {
    private let report: ErrorReport
    private let editor: EditorLink
    private let nonce: String?
    private let dumped: [ErrorReport.Row]
    private let facts: [(title: String, rows: [ErrorReport.Row], isCounted: Bool)]

    /// - Parameters:
    ///   - report: what it shows.
    ///   - editor: makes links of places.
    ///   - nonce: lets its style pass the content security policy, if there is one.
    init(_ report: ErrorReport, editor: EditorLink, nonce: String? = nil) {
        self.report = report
        self.editor = editor
        self.nonce = nonce
        let request = report.facts
        dumped = request.dumps
        facts = [
            ("Route", request.route, false), ("Statements", request.statements, true),
            ("Session", request.session, true), ("Request", request.request, false), ("Input", request.input, false),
            ("Headers", request.headers, false),
        ]
    }

    var html: String {
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>\(escape(report.status)): \(escape(report.kind))</title>
        \(ErrorPageStyle.element(nonce: nonce))
        </head>
        <body>
        <header>
        <p class="status">\(escape(report.status)) <span>\(escape(report.kind))</span></p>
        <h1>\(escape(report.message))</h1>
        \(report.suggestion.map { "<p class=\"suggestion\">\(escape($0))</p>" } ?? "")
        </header>
        <nav>\(tabs)</nav>
        <main>
        \(source)
        \(chain)
        \(details)
        \(dumps)
        \(table("Almost", report.refusals))
        \(routes)
        \(facts.map { table($0.title, $0.rows) }.joined(separator: "\n"))
        </main>
        </body>
        </html>
        """
    }

    private var source: String {
        guard let location = report.location else { return "" }
        let lines = (report.excerpt?.lines ?? []).map { line in
            "<li value=\"\(line.number)\"\(line.isMarked ? " class=\"marked\"" : "")><code>\(escape(line.text)) </code></li>"
        }
        let action = report.action.map { " in <b>\(escape($0))</b>" } ?? ""
        return """
            <section id="source"><h2>\(link(location, location.description))\(action)</h2>
            <ol class="source">\(lines.joined())</ol></section>
            """
    }

    private var chain: String {
        guard !report.chain.isEmpty else { return "" }
        return "<section><h2>By way of</h2><p class=\"chain\">"
            + report.chain.map { "<code>\(escape($0))</code>" }.joined(separator: " &rarr; ") + "</p></section>"
    }

    private var details: String {
        report.details.map { "<section><h2>In full</h2><pre>\(escape($0))</pre></section>" } ?? ""
    }

    private var routes: String {
        guard !report.routes.isEmpty else { return "" }
        let rows = report.routes.map { route in
            "<tr><th>\(escape(route.methods))</th><td><code>\(escape(route.path))</code></td>"
                + "<td>\(link(route.place, route.action))</td></tr>"
        }
        return "<section id=\"routes\"><h2>The app answers</h2><table>\(rows.joined())</table></section>"
    }

    /// What was dumped, each as it was printed.
    private var dumps: String {
        guard !dumped.isEmpty else { return "" }
        let all = dumped.map { dump in
            "<p class=\"place\">\(dump.place.map { link($0, dump.name) } ?? escape(dump.name))</p>"
                + "<pre>\(escape(dump.value))</pre>"
        }
        return "<section id=\"dumps\"><h2>Dumps</h2>\(all.joined())</section>"
    }

    /// Links to the parts of the page that there are, with how much is in them.
    private var tabs: String {
        let own: [(title: String, count: Int?, isThere: Bool)] = [
            ("Source", nil, report.location != nil), ("Dumps", dumped.count, !dumped.isEmpty),
            ("Almost", report.refusals.count, !report.refusals.isEmpty),
            ("Routes", report.routes.count, !report.routes.isEmpty),
        ]
        let parts = own + facts.map { ($0.title, $0.isCounted ? $0.rows.count : nil, !$0.rows.isEmpty) }
        return parts.filter(\.isThere).map { part in
            let count = part.count.map { " <span>\($0)</span>" } ?? ""
            return "<a href=\"#\(part.title.lowercased())\">\(part.title)\(count)</a>"
        }.joined(separator: " ")
    }

    private func table(_ title: String, _ rows: [ErrorReport.Row]) -> String {
        guard !rows.isEmpty else { return "" }
        let cells = rows.map { row in
            "<tr><th>\(row.place.map { link($0, row.name) } ?? escape(row.name))</th>"
                + "<td><code>\(escape(row.value))</code></td></tr>"
        }
        return "<section id=\"\(title.lowercased())\"><h2>\(title)</h2><table>\(cells.joined())</table></section>"
    }

    /// A text that opens a place in the editor.
    private func link(_ place: SourceLocation, _ text: String) -> String {
        editor.url(place).map { "<a href=\"\(escape($0))\">\(escape(text))</a>" } ?? escape(text)
    }

    private func escape(_ text: String) -> String { Markup.escaping(text).html }
}
