/// Escaping for HTML over bytes.
enum HTMLEscape {
    /// Appends a text with `& < > " '` replaced.
    static func append(_ text: String, to output: inout [UInt8]) {
        var text = text
        text.withUTF8 { bytes in
            var start = 0
            // In pieces, so that a long text needs no more room than it takes.
            while start < bytes.count {
                let piece = UnsafeBufferPointer(rebasing: bytes[start..<min(start + 4096, bytes.count)])
                output += [UInt8](unsafeUninitializedCapacity: mostBytes(for: piece.count)) { target, count in
                    if let base = target.baseAddress { count = write(piece, to: base) }
                }
                start += piece.count
            }
        }
    }

    /// How much room so many bytes may take: each may become a reference, and the last are written eight at a time.
    static func mostBytes(for count: Int) -> Int { count * 5 + 8 }

    /// Writes a text with `& < > " '` replaced, eight bytes at a time.
    ///
    /// - Parameter target: memory for ``mostBytes(for:)``.
    /// - Returns: how many bytes were written.
    static func write(_ bytes: UnsafeBufferPointer<UInt8>, to target: UnsafeMutablePointer<UInt8>) -> Int {
        references.withUnsafeBufferPointer { references in
            var output = UnsafeMutableRawPointer(target)
            var index = 0
            while index < bytes.count {
                var word = word(of: bytes, at: index)
                // All eight bytes, though only those before a mark count: what follows overwrites the rest.
                output.storeBytes(of: word.littleEndian, as: UInt64.self)
                var marks = marks(in: word)
                var rest = min(8, bytes.count - index)
                index += 8
                while marks != 0 {
                    let plain = marks.trailingZeroBitCount / 8
                    let reference = references[Int(truncatingIfNeeded: word >> UInt64(plain * 8)) & 0x1F]
                    output += plain
                    output.storeBytes(of: reference.littleEndian, as: UInt64.self)
                    output += Int(truncatingIfNeeded: reference >> 56)
                    rest -= plain + 1
                    // In two steps: a shift by all 64 bits is none.
                    word = (word >> UInt64(plain * 8 + 7)) >> 1
                    marks = (marks >> UInt64(plain * 8 + 7)) >> 1
                    output.storeBytes(of: word.littleEndian, as: UInt64.self)
                }
                output += rest
            }
            return output - UnsafeMutableRawPointer(target)
        }
    }

    /// Eight bytes from a place on, the first in the lowest bits; zeros behind the end.
    @inline(__always)
    private static func word(of bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> UInt64 {
        let memory = UnsafeRawBufferPointer(bytes)
        let rest = bytes.count - index
        if rest >= 8 { return UInt64(littleEndian: memory.loadUnaligned(fromByteOffset: index, as: UInt64.self)) }
        if bytes.count >= 8 {
            let last = memory.loadUnaligned(fromByteOffset: bytes.count - 8, as: UInt64.self)
            return UInt64(littleEndian: last) >> UInt64((8 - rest) * 8)
        }
        var word: UInt64 = 0
        for place in (index..<bytes.count).reversed() { word = word << 8 | UInt64(bytes[place]) }
        return word
    }

    /// The highest bits of those of eight bytes that need escaping, and perhaps of `#`, `=` and `?` behind one of them:
    /// `&` and `'` differ in one bit, and so do `<` and `>`.
    @inline(__always)
    private static func marks(in word: UInt64) -> UInt64 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        // The highest bit of a byte is set where the byte is 0, and where a 1 follows one that is.
        func zeros(_ word: UInt64) -> UInt64 { (word &- ones) & ~word & (ones &* 0x80) }
        return zeros((word & (ones &* 0xFE)) ^ (ones &* 0x26)) | zeros((word & (ones &* 0xFD)) ^ (ones &* 0x3C))
            | zeros(word ^ (ones &* 0x22))
    }

    /// What is written for a byte that ``marks(in:)`` finds, by its lowest five bits: the letters, the first in the lowest
    /// bits, and in the highest byte how many they are.
    private static let references: [UInt64] = {
        var references = [UInt64](repeating: 0, count: 32)
        let written = [
            "&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&#34;", "'": "&#39;", "#": "#", "=": "=", "?": "?",
        ]
        for (character, letters) in written {
            for byte in character.utf8 {
                references[Int(byte & 0x1F)] =
                    letters.utf8.reversed().reduce(0) { $0 << 8 | UInt64($1) } | UInt64(letters.utf8.count) << 56
            }
        }
        return references
    }()
}
