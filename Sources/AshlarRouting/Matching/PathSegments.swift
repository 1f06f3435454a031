/// The segments of a path as bytes, decoded one by one, so that an encoded slash stays inside of its segment.
enum PathSegments {
    /// Where a segment lies in the bytes.
    struct Span {
        var start: Int
        var end: Int
        var isEmpty: Bool { start == end }
    }

    /// Calls a closure with the decoded bytes of a path and the places of its segments.
    ///
    /// A path without escapes is not copied. `/` has no segments, `/a/` has two, of which the last is empty.
    ///
    /// - Returns: nil if the path does not begin with a slash, an escape is broken or stands for NUL, or the bytes are no
    ///   UTF-8.
    static func with<R>(
        _ path: String, _ body: (UnsafeBufferPointer<UInt8>, UnsafeBufferPointer<Span>) throws -> R
    ) rethrows -> R? {
        var path = path
        return try path.withUTF8 { bytes -> R? in
            guard bytes.first == UInt8(ascii: "/") else { return nil }
            var slashes = 0
            var hasEscapes = false
            for byte in bytes {
                if byte == UInt8(ascii: "/") { slashes += 1 }
                if byte == UInt8(ascii: "%") { hasEscapes = true }
            }
            return try withUnsafeTemporaryAllocation(of: Span.self, capacity: slashes) { spans -> R? in
                let found = UnsafeBufferPointer(rebasing: spans[..<split(bytes, into: spans)])
                guard hasEscapes else { return try body(bytes, found) }
                return try withUnsafeTemporaryAllocation(of: UInt8.self, capacity: bytes.count) { decoded -> R? in
                    guard let count = decode(bytes, spans: spans, count: found.count, into: decoded) else { return nil }
                    return try body(UnsafeBufferPointer(rebasing: decoded[..<count]), found)
                }
            }
        }
    }

    /// Notes where the segments lie, and says how many there are.
    private static func split(_ bytes: UnsafeBufferPointer<UInt8>, into spans: UnsafeMutableBufferPointer<Span>) -> Int
    {
        guard bytes.count > 1 else { return 0 }
        var count = 0
        var start = 1
        for index in 1..<bytes.count where bytes[index] == UInt8(ascii: "/") {
            spans.initializeElement(at: count, to: Span(start: start, end: index))
            count += 1
            start = index + 1
        }
        spans.initializeElement(at: count, to: Span(start: start, end: bytes.count))
        return count + 1
    }

    /// Writes the decoded segments, each after a slash, and moves their places; nil if that cannot be done.
    private static func decode(
        _ bytes: UnsafeBufferPointer<UInt8>, spans: UnsafeMutableBufferPointer<Span>, count: Int,
        into decoded: UnsafeMutableBufferPointer<UInt8>
    ) -> Int? {
        var length = 0
        func write(_ byte: UInt8) {
            decoded.initializeElement(at: length, to: byte)
            length += 1
        }
        for index in 0..<count {
            write(UInt8(ascii: "/"))
            let start = length
            var position = spans[index].start
            while position < spans[index].end {
                var byte = bytes[position]
                if byte == UInt8(ascii: "%") {
                    guard position + 2 < spans[index].end, let high = hexValue(bytes[position + 1]),
                        let low = hexValue(bytes[position + 2])
                    else { return nil }
                    byte = high << 4 | low
                    // No text of a database and no file name can hold it.
                    guard byte != 0 else { return nil }
                    position += 2
                }
                write(byte)
                position += 1
            }
            spans[index] = Span(start: start, end: length)
        }
        guard String(validating: UnsafeBufferPointer(rebasing: decoded[..<length]), as: UTF8.self) != nil else {
            return nil
        }
        return length
    }

    private static func hexValue(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
