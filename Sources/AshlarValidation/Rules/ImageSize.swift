/// The size of a picture in pixels, by its first bytes.
struct ImageSize: Equatable {
    let width: Int
    let height: Int

    /// Nil for what is no PNG, GIF, JPEG or WebP.
    init?(_ bytes: [UInt8]) {
        func big(_ at: Int) -> Int? {
            guard at >= 0, at + 1 < bytes.count else { return nil }
            return Int(bytes[at]) << 8 | Int(bytes[at + 1])
        }
        func little(_ at: Int) -> Int? {
            guard at >= 0, at + 1 < bytes.count else { return nil }
            return Int(bytes[at + 1]) << 8 | Int(bytes[at])
        }
        func has(_ text: StaticString, at: Int) -> Bool {
            let end = at + text.utf8CodeUnitCount
            return end <= bytes.count && text.withUTF8Buffer { $0.elementsEqual(bytes[at..<end]) }
        }
        if has("PNG", at: 1), let wHigh = big(16), let wLow = big(18), let hHigh = big(20), let hLow = big(22) {
            (width, height) = (wHigh << 16 | wLow, hHigh << 16 | hLow)
        } else if has("GIF8", at: 0), let w = little(6), let h = little(8) {
            (width, height) = (w, h)
        } else if has("RIFF", at: 0), has("WEBP", at: 8) {
            if has("VP8 ", at: 12), let w = little(26), let h = little(28) {
                (width, height) = (w & 0x3FFF, h & 0x3FFF)
            } else if has("VP8X", at: 12), let w = little(24), let h = little(27), bytes.count > 29 {
                (width, height) = ((w | Int(bytes[26]) << 16) + 1, (h | Int(bytes[29]) << 16) + 1)
            } else if has("VP8L", at: 12), let low = little(21), let high = little(23) {
                let bits = low | high << 16
                (width, height) = ((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
            } else {
                return nil
            }
        } else if big(0) == 0xFFD8 {
            var at = 2
            while let marker = big(at), marker >= 0xFF00, let length = big(at + 2), length >= 2 {
                // Start of frame, of any coding but the tables between them.
                if (0xFFC0...0xFFCF).contains(marker), ![0xFFC4, 0xFFC8, 0xFFCC].contains(marker) {
                    guard let h = big(at + 5), let w = big(at + 7) else { return nil }
                    (width, height) = (w, h)
                    return
                }
                at += 2 + length
            }
            return nil
        } else {
            return nil
        }
    }
}
