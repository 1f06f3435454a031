/// Patterns in which `*` stands for any text, also for none.
package enum Glob {
    /// Linear in the text for each star: a pattern cannot be made slow.
    package static func matches(_ text: String, pattern: String) -> Bool {
        let text = Array(text.utf8)
        let pattern = Array(pattern.utf8)
        var (at, patternAt) = (0, 0)
        var star: (pattern: Int, text: Int)?
        while at < text.count {
            if patternAt < pattern.count, pattern[patternAt] == UInt8(ascii: "*") {
                star = (patternAt, at)
                patternAt += 1
            } else if patternAt < pattern.count, pattern[patternAt] == text[at] {
                at += 1
                patternAt += 1
            } else if let last = star {
                star = (last.pattern, last.text + 1)
                at = last.text + 1
                patternAt = last.pattern + 1
            } else {
                return false
            }
        }
        return pattern[patternAt...].allSatisfy { $0 == UInt8(ascii: "*") }
    }
}
