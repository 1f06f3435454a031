import AshlarConfig
import AshlarHTTP
import AshlarSupport

/// Addresses that open a file in the developer's editor: `app.editor`.
struct EditorLink: Sendable {
    /// The addresses of editors that have one.
    static let known: [String: String] = [
        "vscode": "vscode://file{file}:{line}", "vscode-insiders": "vscode-insiders://file{file}:{line}",
        "vscodium": "vscodium://file{file}:{line}", "cursor": "cursor://file{file}:{line}",
        "windsurf": "windsurf://file{file}:{line}", "zed": "zed://file{file}:{line}",
        "idea": "idea://open?file={file}&line={line}", "clion": "clion://open?file={file}&line={line}",
        "sublime": "subl://open?url=file://{file}&line={line}", "textmate": "txmt://open?url=file://{file}&line={line}",
        "macvim": "mvim://open?url=file://{file}&line={line}", "emacs": "emacs://open?url=file://{file}&line={line}",
        "nova": "nova://open?path={file}&line={line}", "xcode": "xcode://open?file={file}&line={line}",
    ]

    private let template: String?

    /// - Parameter config: `app.editor`: a name, an address with `{file}` and `{line}`, or `off`; `vscode` by default.
    /// - Throws: ``ConfigError`` for an editor that is not known.
    init(_ config: Config) throws {
        let name = config.string("app.editor") ?? "vscode"
        if name == "off" {
            template = nil
        } else if name.contains("{file}") {
            template = name
        } else if let known = Self.known[name.lowercased()] {
            template = known
        } else {
            let wrong = config.wrong(
                "app.editor", "is \"\(name)\"",
                suggestion: "Write off, an address with {file} and {line}, or one of "
                    + Self.known.keys.sorted().joined(separator: ", ") + ".")
            throw ConfigError(
                message: wrong.message + Suggestion.sentence(for: name, in: Self.known.keys),
                location: wrong.location, suggestion: wrong.suggestion)
        }
    }

    /// The address of a place; nil where there is no link, or the file's folder is not known.
    func url(_ place: SourceLocation) -> String? {
        guard let template, place.file.hasPrefix("/") else { return nil }
        let file = place.file.split(separator: "/").map { PercentEncoding.encode(String($0)) }.joined(separator: "/")
        return template.replacing("{file}", with: "/" + file).replacing("{line}", with: String(max(1, place.line)))
    }
}
