import Ashlar
import Synchronization

/// The cookies of a visitor in a test.
final class CookieJar: Sendable {
    private let cookies = Mutex<[String: String]>([:])

    /// What a browser would send; nil for no cookies.
    var header: String? {
        let pairs = cookies.withLock { $0 }.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        return pairs.isEmpty ? nil : pairs.joined(separator: "; ")
    }

    /// Takes what a response sets, and forgets what it takes back.
    func take(from headers: HTTPFields) {
        for field in headers[values: .setCookie] {
            let parts = field.split(separator: ";").map { $0.trimmingPrefix { $0 == " " } }
            guard let pair = parts.first, let mark = pair.firstIndex(of: "=") else { continue }
            let name = String(pair[..<mark])
            let value = String(pair[pair.index(after: mark)...])
            let isGone = parts.dropFirst().contains { $0.lowercased() == "max-age=0" }
            cookies.withLock { $0[name] = isGone ? nil : value }
        }
    }

    /// Sets a cookie.
    func set(_ name: String, _ value: String) { cookies.withLock { $0[name] = value } }
}
