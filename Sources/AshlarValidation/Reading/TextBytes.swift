/// Looks at a text's bytes, where they say enough: walking over characters costs many times as much.
enum TextBytes {
    /// The number of characters if each byte is one: ASCII without `\r`, which makes one of itself and `\n`.
    static func plainCount(_ text: String) -> Int? {
        let isPlain = text.utf8.withContiguousStorageIfAvailable { bytes in
            // Both are looked for in one pass that has no way out, so that many bytes are taken at once.
            var (high, returns): (UInt8, UInt8) = (0, 0)
            for byte in bytes {
                high |= byte
                returns |= byte == 0x0D ? 1 : 0
            }
            return high < 0x80 && returns == 0
        }
        return isPlain == true ? text.utf8.count : nil
    }

    /// Whether it has a NUL.
    static func hasNUL(_ text: String) -> Bool {
        let found = text.utf8.withContiguousStorageIfAvailable { bytes in
            var nuls: UInt8 = 0
            for byte in bytes { nuls |= byte == 0 ? 1 : 0 }
            return nuls != 0
        }
        return found ?? text.utf8.contains(0)
    }

    /// Whether both ends are letters, digits or signs of ASCII: nothing that could be taken off.
    static func hasBareEnds(_ text: String) -> Bool {
        guard let first = text.utf8.first, let last = text.utf8.last else { return true }
        return (0x21...0x7E).contains(first) && (0x21...0x7E).contains(last)
    }
}
