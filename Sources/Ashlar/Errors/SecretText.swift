import AshlarSession

/// Takes out of what the development page shows what nobody should read from a screen that is shared.
enum SecretText {
    static let mask = "***"

    /// A query or a form as it was sent: `page=2&token=***`.
    static func pairs(_ text: String) -> String {
        text.split(separator: "&", omittingEmptySubsequences: false).map { pair in
            let name = pair.prefix { $0 != "=" }
            return name.count < pair.count && OldInput.isSecret(String(name)) ? "\(name)=\(mask)" : String(pair)
        }.joined(separator: "&")
    }

    /// JSON, with the values of secret names taken out, however deep they are.
    static func json(_ text: String) -> String {
        text.replacing(/"([^"\\]+)"(\s*:\s*)("(?:[^"\\]|\\.)*"|[^\s,}\]\[{]+)/) { match in
            OldInput.isSecret(String(match.1)) ? "\"\(match.1)\"\(match.2)\"\(mask)\"" : String(match.0)
        }
    }
}
