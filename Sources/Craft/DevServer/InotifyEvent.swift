/// One event as the kernel writes it (https://man7.org/linux/man-pages/man7/inotify.7.html): watch, mask, cookie and the length
/// of the name, 32 bits each, then the name, padded with zeros.
struct InotifyEvent: Sendable, Equatable {
    /// Which watch it is about.
    let watch: Int32
    /// What happened.
    let mask: UInt32
    /// The file in the watched folder; empty if it is about the folder itself.
    let name: String

    /// Reads the event at an offset and moves the offset behind it; nil at the end.
    init?(_ bytes: [UInt8], at offset: inout Int) {
        func word(_ index: Int) -> UInt32 {
            bytes[(offset + index * 4)...].prefix(4).withUnsafeBytes { $0.loadUnaligned(as: UInt32.self) }
        }
        guard offset + 16 <= bytes.count else { return nil }
        let length = Int(word(3))
        guard offset + 16 + length <= bytes.count else { return nil }
        watch = Int32(bitPattern: word(0))
        mask = word(1)
        name = String(decoding: bytes[(offset + 16)..<(offset + 16 + length)].prefix { $0 != 0 }, as: UTF8.self)
        offset += 16 + length
    }
}
