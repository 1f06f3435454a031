import AshlarTemplate

/// The debug bar as an element: a shadow tree, so that neither the page's style reaches it nor its own the page. It opens and
/// shuts without a script.
struct DebugBarPage {
    /// The status of the answer.
    let title: String
    /// How long the answer took.
    let took: String
    let panels: [DebugPanel]
    /// Lets its style pass the page's content security policy.
    let nonce: String

    var html: String {
        """
        <ashlar-debug><template shadowrootmode="open"><style nonce="\(nonce)">\(Self.css)</style>\
        <aside aria-label="Debug bar"><span class="title">\(escape(title)) <b>\(escape(took))</b></span>\
        \(panels.map(panel).joined())</aside></template></ashlar-debug>
        """
    }

    private func panel(_ panel: DebugPanel) -> String {
        let badge = panel.badge.map { " <b>\(escape($0))</b>" } ?? ""
        let rows = panel.rows.map { row in
            let name = row.link.map { "<a href=\"\(escape($0))\">\(escape(row.name))</a>" } ?? escape(row.name)
            return "<tr><th>\(name)</th><td>\(escape(row.value))</td></tr>"
        }
        return "<details name=\"panel\"><summary>\(escape(panel.title))\(badge)</summary>"
            // What scrolls can be reached by its keys.
            + "<div tabindex=\"0\"><table>\(rows.joined())</table></div></details>"
    }

    private func escape(_ text: String) -> String { Markup.escaping(text).html }

    private static let css = """
        :host { all: initial; position: fixed; inset: auto 0 0 0; z-index: 2147483000; color-scheme: light dark;
          --paper: #fff; --ink: #26231f; --soft: #6f6a62; --line: #ddd8cf; --accent: #b4472a; }
        @media (prefers-color-scheme: dark) { :host { --paper: #23211e; --ink: #ece8e1; --soft: #9c968c; --line: #37342f;
          --accent: #ee8a6b; } }
        @media print { :host { display: none; } }
        aside { display: flex; flex-wrap: wrap; align-items: center; position: relative; background: var(--paper);
          color: var(--ink); border-top: 2px solid var(--accent); font: 13px/1.5 system-ui, sans-serif; }
        .title, summary { padding: .35rem .7rem; color: var(--soft); }
        b { font-weight: 600; color: var(--ink); }
        summary { cursor: pointer; list-style: none; }
        summary::-webkit-details-marker { display: none; }
        summary:hover, details[open] summary { color: var(--accent); }
        details > div { position: absolute; left: 0; right: 0; bottom: 100%; max-height: 55vh; overflow: auto;
          background: var(--paper); border-top: 2px solid var(--accent); border-bottom: 1px solid var(--line); }
        table { width: 100%; border-collapse: collapse; }
        th, td { padding: .3rem .7rem; text-align: left; vertical-align: top; border-top: 1px solid var(--line);
          white-space: pre-wrap; overflow-wrap: anywhere; }
        th { width: 16rem; font-weight: 500; color: var(--soft); }
        td { font: 12px/1.6 ui-monospace, "DejaVu Sans Mono", monospace; }
        a { color: inherit; }
        """
}
