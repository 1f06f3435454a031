/// What a file of an app means to the development server.
enum WatchedFile {
    /// The folders that are watched with everything in them, relative to the app.
    static let folders = ["Sources", "config", "views", "public"]

    /// What a change of a file asks for; nil if nothing.
    ///
    /// - Parameter path: the file's path, relative to the app.
    static func change(of path: String) -> Supervisor.Change? {
        let parts = path.split(separator: "/")
        guard let name = parts.last, let first = parts.first else { return nil }
        // Package.resolved is none of these: a build writes it, and would ask for the next one.
        if path == "Package.swift" { return .source }
        if path == ".env" { return .configuration }
        // What editors write beside a file while they save it: hidden files, `file~`, and Vim's test file `4913`.
        if name.hasPrefix(".") || name.hasSuffix("~") || name == "4913" || name.hasPrefix("#") { return nil }
        switch first {
        case "Sources" where parts.count > 1: return .source
        case "config" where parts.count > 1: return .configuration
        case "views" where parts.count > 1: return .view
        case "public" where parts.count > 1: return .asset
        default: return nil
        }
    }
}
