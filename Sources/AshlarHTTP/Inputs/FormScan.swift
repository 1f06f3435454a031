/// Finds one field of a form without decoding the others.
enum FormScan {
    /// The value of the last field with a name, as it was sent.
    ///
    /// - Parameters:
    ///   - name: the name, of characters that are never encoded.
    ///   - bytes: `a=1&b=2`.
    static func last(_ name: StaticString, in bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer? {
        let count = name.utf8CodeUnitCount
        var end = bytes.count
        while end >= 0 {
            var start = end
            while start > 0, bytes[start - 1] != UInt8(ascii: "&") { start -= 1 }
            if end - start > count, bytes[start + count] == UInt8(ascii: "="),
                bytes[start..<(start + count)].elementsEqual(UnsafeBufferPointer(start: name.utf8Start, count: count))
            {
                return UnsafeRawBufferPointer(rebasing: bytes[(start + count + 1)..<end])
            }
            end = start - 1
        }
        return nil
    }
}
