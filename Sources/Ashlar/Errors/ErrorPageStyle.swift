/// The look of the framework's own error pages: no file to load, light and dark.
enum ErrorPageStyle {
    static let css = """
        :root { color-scheme: light dark; --paper: #f6f4f0; --ink: #26231f; --soft: #6f6a62; --line: #ddd8cf; --card: #fff;
          --mark: #fbe9e2; --accent: #b4472a; }
        @media (prefers-color-scheme: dark) { :root { --paper: #1b1a18; --ink: #ece8e1; --soft: #9c968c; --line: #37342f;
          --card: #23211e; --mark: #4a2a20; --accent: #ee8a6b; } }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
        header, main { max-width: 62rem; margin: 0 auto; padding: 0 1.5rem; }
        header { padding-top: 3rem; padding-bottom: 1rem; }
        .status { margin: 0; color: var(--accent); font-weight: 600; }
        .status span { color: var(--soft); font-weight: 400; margin-left: .5rem; }
        h1 { margin: .4rem 0 0; font-size: 1.5rem; line-height: 1.3; font-weight: 600; white-space: pre-wrap;
          overflow-wrap: anywhere; }
        .suggestion { margin: .8rem 0 0; padding: .7rem 1rem; border-left: 3px solid var(--accent); background: var(--card); }
        nav { max-width: 62rem; margin: 0 auto; padding: 0 1.5rem; font-size: .85rem; }
        nav a { margin-right: .8rem; color: var(--soft); }
        nav span { color: var(--accent); }
        a { color: inherit; text-decoration-color: var(--line); text-underline-offset: .2em; }
        .place { margin: 0; padding: .6rem 1rem 0; font-size: .85rem; color: var(--soft); }
        section { margin: 1.2rem 0; background: var(--card); border: 1px solid var(--line); border-radius: 6px;
          overflow: hidden; }
        h2 { margin: 0; padding: .6rem 1rem; font-size: .85rem; font-weight: 500; color: var(--soft);
          border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
        h2 b { color: var(--ink); }
        code, pre, .source { font: .85rem/1.65 ui-monospace, "DejaVu Sans Mono", monospace; }
        pre { margin: 0; padding: 1rem; overflow-x: auto; white-space: pre-wrap; overflow-wrap: anywhere; }
        .source { margin: 0; padding: .6rem 0 .6rem 4rem; overflow-x: auto; }
        .source li { padding-left: .8rem; color: var(--soft); }
        .source code { white-space: pre; color: var(--ink); }
        .source .marked { background: var(--mark); color: var(--accent); font-weight: 600; box-shadow: -4rem 0 var(--mark); }
        .chain { margin: 0; padding: .8rem 1rem; }
        table { width: 100%; border-collapse: collapse; }
        th, td { padding: .4rem 1rem; text-align: left; vertical-align: top; border-top: 1px solid var(--line);
          overflow-wrap: anywhere; font-size: .9rem; }
        tr:first-child > * { border-top: 0; }
        th { width: 12rem; font-weight: 500; color: var(--soft); }
        .plain { min-height: 90vh; display: grid; place-content: center; text-align: center; padding: 2rem; }
        .plain p { margin: 0; color: var(--soft); }
        .plain .code { font-size: 4rem; font-weight: 200; color: var(--ink); line-height: 1; margin-bottom: 1rem; }
        """
}
