import AshlarSupport
import AshlarTemplate

/// What a developer sees instead of a page: what failed, where, and what to do.
struct DevelopmentErrorPage {
    private let report: ErrorReport

    init(_ report: ErrorReport) {
        self.report = report
    }

    var html: String {
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>\(escape(report.status)): \(escape(report.kind))</title>
        <style>\(ErrorPageStyle.css)</style>
        </head>
        <body>
        <header>
        <p class="status">\(escape(report.status)) <span>\(escape(report.kind))</span></p>
        <h1>\(escape(report.message))</h1>
        \(report.suggestion.map { "<p class=\"suggestion\">\(escape($0))</p>" } ?? "")
        </header>
        <main>
        \(source)
        \(chain)
        \(details)
        \(routes)
        \(table("Route", report.route))
        \(table("Statements", report.statements))
        \(table("Session", report.session))
        \(table("Request", report.request))
        \(table("Headers", report.headers))
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
            <section><h2>\(escape(location.description))\(action)</h2>
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
            "<tr><th>\(escape(route.methods))</th><td><code>\(escape(route.path))</code></td><td>\(escape(route.action))</td></tr>"
        }
        return "<section><h2>The app answers</h2><table>\(rows.joined())</table></section>"
    }

    private func table(_ title: String, _ rows: [(name: String, value: String)]) -> String {
        guard !rows.isEmpty else { return "" }
        let cells = rows.map { "<tr><th>\(escape($0.name))</th><td><code>\(escape($0.value))</code></td></tr>" }
        return "<section><h2>\(title)</h2><table>\(cells.joined())</table></section>"
    }

    private func escape(_ text: String) -> String { Markup.escaping(text).html }
}
