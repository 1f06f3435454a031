/// The `Range` field (RFC 9110 section 14.2).
public enum ByteRanges: Sendable, Equatable {
    /// The whole is sent: there is no range, it is malformed or of another unit, or there are so many that the whole is less.
    case whole
    /// 416: no range is inside of the bytes.
    case unsatisfiable
    /// These bytes, in the order in which they were asked for. There is at least one range, and none is empty.
    case some([Range<Int>])

    /// What is sent at most: a client that asks for more is not helped by them.
    public static let maximumCount = 16

    /// Parses a field.
    ///
    /// - Parameters:
    ///   - field: `bytes=0-99`, `bytes=100-`, `bytes=-100`, or several, separated by commas; nil if there is none.
    ///   - size: how many bytes there are.
    public init(_ field: String?, size: Int) {
        guard let field, field.lowercased().hasPrefix("bytes=") else {
            self = .whole
            return
        }
        var ranges: [Range<Int>] = []
        var count = 0
        for part in field.dropFirst("bytes=".count).split(separator: ",") {
            let text = part.filter { $0 != " " && $0 != "\t" }
            if text.isEmpty { continue }
            guard let range = Self.range(text, size: size) else {
                self = .whole
                return
            }
            count += 1
            if !range.isEmpty { ranges.append(range) }
        }
        if count == 0 || count > Self.maximumCount || ranges.reduce(0, { $0 + $1.count }) > size {
            self = .whole
        } else {
            self = ranges.isEmpty ? .unsatisfiable : .some(ranges)
        }
    }

    /// Nil if it is malformed, empty if it is outside.
    private static func range(_ text: String, size: Int) -> Range<Int>? {
        let bounds = text.split(separator: "-", omittingEmptySubsequences: false)
        guard bounds.count == 2 else { return nil }
        if bounds[0].isEmpty {
            guard let count = number(bounds[1]) else { return nil }
            return max(0, size - count)..<size
        }
        guard let first = number(bounds[0]) else { return nil }
        guard !bounds[1].isEmpty else { return first < size ? first..<size : 0..<0 }
        guard let last = number(bounds[1]), last >= first else { return nil }
        return first < size ? first..<min(last, size - 1) + 1 : 0..<0
    }

    /// A number too large for an integer is larger than any file.
    private static func number(_ text: Substring) -> Int? {
        guard !text.isEmpty, text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return Int(text) ?? Int.max
    }
}
