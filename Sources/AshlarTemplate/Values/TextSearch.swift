import Foundation

/// Finding text in text by its bytes: `é` is found as it is written, and no combining character hides a match.
enum TextSearch {
    /// Whether two texts have the same characters, as Python compares: Swift takes `é` and `e` with an accent for equal.
    static func areSame(_ left: String, _ right: String) -> Bool {
        let same = left.utf8.withContiguousStorageIfAvailable { left in
            right.utf8.withContiguousStorageIfAvailable { right in
                guard left.count == right.count, let first = left.baseAddress, let second = right.baseAddress else {
                    return left.isEmpty && right.isEmpty
                }
                return memcmp(first, second, left.count) == 0
            }
        }
        return (same ?? nil) ?? left.utf8.elementsEqual(right.utf8)
    }

    static func contains(_ text: String, _ part: String) -> Bool { firstRange(of: part, in: text[...]) != nil }

    static func firstRange(of part: String, in text: Substring) -> Range<String.Index>? {
        if part.isEmpty { return text.startIndex..<text.startIndex }
        let needle = Array(part.utf8)
        let bytes = text.utf8
        guard let first = needle.first else { return nil }
        var index = bytes.startIndex
        while let start = bytes[index...].firstIndex(of: first) {
            var (left, right) = (start, 0)
            while right < needle.count, left < bytes.endIndex, bytes[left] == needle[right] {
                left = bytes.index(after: left)
                right += 1
            }
            if right == needle.count { return start..<left }
            index = bytes.index(after: start)
        }
        return nil
    }

    /// The last place of a text.
    static func lastRange(of part: String, in text: Substring) -> Range<String.Index>? {
        if part.isEmpty { return text.endIndex..<text.endIndex }
        let needle = Array(part.utf8.reversed())
        let bytes = text.utf8
        var end = bytes.endIndex
        while end > bytes.startIndex {
            var (left, matched) = (end, 0)
            while matched < needle.count, left > bytes.startIndex {
                let before = bytes.index(before: left)
                guard bytes[before] == needle[matched] else { break }
                (left, matched) = (before, matched + 1)
            }
            if matched == needle.count { return left..<end }
            end = bytes.index(before: end)
        }
        return nil
    }

    /// The places that a start and an end mean, as Python clamps them.
    static func bounds(_ start: Int?, _ end: Int?, count: Int) -> Range<Int> {
        func place(_ index: Int) -> Int { index < 0 ? max(0, count + max(index, -count)) : min(index, count) }
        let first = place(start ?? 0)
        return first..<max(first, place(end ?? count))
    }

    /// The places of a text, from the left, none overlapping.
    static func ranges(of part: String, in text: String, atMost limit: Int = .max) -> [Range<String.Index>] {
        guard !part.isEmpty else { return [] }
        var ranges: [Range<String.Index>] = []
        var rest = text[...]
        while ranges.count < limit, let range = firstRange(of: part, in: rest) {
            ranges.append(range)
            rest = text[range.upperBound...]
        }
        return ranges
    }

    /// The parts between the separators.
    static func split(_ text: String, by separator: String, atMost limit: Int = .max) -> [String] {
        var parts: [String] = []
        var start = text.startIndex
        for range in ranges(of: separator, in: text, atMost: limit) {
            parts.append(String(text[start..<range.lowerBound]))
            start = range.upperBound
        }
        parts.append(String(text[start...]))
        return parts
    }

    /// The text with a part replaced.
    static func replace(_ part: String, by replacement: String, in text: String, atMost limit: Int = .max) -> String {
        if part.isEmpty {
            // Python puts the replacement between all characters.
            var result = ""
            var left = limit
            for scalar in text.unicodeScalars {
                if left > 0 { result += replacement }
                left -= 1
                result.unicodeScalars.append(scalar)
            }
            return left > 0 ? result + replacement : result
        }
        return split(text, by: part, atMost: limit).joined(separator: replacement)
    }
}
