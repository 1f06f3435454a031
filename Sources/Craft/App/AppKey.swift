import Foundation

/// The secret of an app: 32 random bytes, written in base64.
enum AppKey {
    /// A new key from the system's source of randomness.
    static func fresh() -> String {
        var generator = SystemRandomNumberGenerator()
        let bytes = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        return Data(bytes).base64EncodedString()
    }

    /// The text of a `.env` with the key set, in its place if it has one.
    static func setting(_ key: String, in text: String) -> String {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let line = "APP_KEY=\(key)"
        if let index = lines.firstIndex(where: { $0.firstMatch(of: /^\s*(export\s+)?APP_KEY\s*=/) != nil }) {
            lines[index] = line
        } else {
            lines.insert(line, at: lines.last == "" ? lines.count - 1 : lines.count)
            if lines.last != "" { lines.append("") }
        }
        return lines.joined(separator: "\n")
    }
}
