import AshlarHTTP
import AshlarRouting
import NIOCore
import AshlarTerminal

/// The routes as `craft routes` shows them.
enum RouteListing {
    /// For people.
    static func table(_ entries: [RouteTable.Entry], root: String) -> TextTable {
        TextTable(
            header: ["METHOD", "PATH", "NAME", "ACTION", "MIDDLEWARE", "DECLARED"],
            rows: entries.map { entry in
                [
                    entry.methodText, entry.listedPath, entry.name ?? "", entry.action.name,
                    entry.middleware.joined(separator: ", "), place(of: entry, root: root),
                ]
            })
    }

    /// For programs: an array of objects.
    static func json(_ entries: [RouteTable.Entry]) throws -> String {
        let routes = entries.map { entry in
            Listed(
                methods: entry.methods.map(\.rawValue), host: entry.host, path: entry.path, name: entry.name,
                action: entry.action.name, kind: entry.isFallback ? "fallback" : entry.isMount ? "mount" : "route",
                middleware: entry.middleware, constraints: entry.constraints,
                file: entry.location.file, line: entry.location.line)
        }
        return String(buffer: try FoundationJSON().encode(routes))
    }

    private static func place(of entry: RouteTable.Entry, root: String) -> String {
        let file = entry.location.file
        let short = file.hasPrefix(root + "/") ? String(file.dropFirst(root.count + 1)) : entry.location.fileName
        return "\(short):\(entry.location.line)"
    }

    private struct Listed: Encodable {
        let methods: [String]
        let host: String?
        let path: String
        let name: String?
        let action: String
        /// `route`, or `fallback` and `mount`, which answer all methods at and below their paths.
        let kind: String
        let middleware: [String]
        let constraints: [String: String]
        let file: String
        let line: Int
    }
}
