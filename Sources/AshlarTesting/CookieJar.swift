import Ashlar
import Synchronization

/// The cookies of a visitor in a test, each for its path and what is below it.
final class CookieJar: Sendable {
    private struct Stored {
        let name: String
        let path: String
        var value: String

        /// RFC 6265 section 5.1.4.
        func isSent(to target: Substring) -> Bool {
            guard target.hasPrefix(path) else { return false }
            return path.hasSuffix("/") || target.count == path.count || target.dropFirst(path.count).first == "/"
        }
    }

    private let cookies = Mutex<[Stored]>([])

    /// What a browser would send with a request for the start page.
    var header: String? { header(for: "/") }

    /// What a browser would send with a request, those of the longest path first; nil for no cookies.
    func header(for target: String) -> String? {
        let path = target.prefix { $0 != "?" && $0 != "#" }
        let sent = cookies.withLock { $0 }.filter { $0.isSent(to: path) }
            .sorted { ($1.path.count, $0.name) < ($0.path.count, $1.name) }
        return sent.isEmpty ? nil : sent.map { "\($0.name)=\($0.value)" }.joined(separator: "; ")
    }

    /// Takes what a response sets, and forgets what it takes back.
    func take(from headers: HTTPFields) {
        for field in headers[values: .setCookie] {
            let parts = field.split(separator: ";").map { $0.trimmingPrefix { $0 == " " } }
            guard let pair = parts.first, let mark = pair.firstIndex(of: "=") else { continue }
            let name = String(pair[..<mark])
            let value = String(pair[pair.index(after: mark)...])
            let isGone = parts.dropFirst().contains { $0.lowercased() == "max-age=0" }
            let path = parts.dropFirst().first { $0.lowercased().hasPrefix("path=/") }.map { String($0.dropFirst(5)) }
            set(name, isGone ? nil : value, path: path ?? "/")
        }
    }

    /// Sets a cookie for all paths.
    func set(_ name: String, _ value: String) { set(name, value, path: "/") }

    private func set(_ name: String, _ value: String?, path: String) {
        cookies.withLock { cookies in
            cookies.removeAll { $0.name == name && $0.path == path }
            if let value { cookies.append(Stored(name: name, path: path, value: value)) }
        }
    }
}
