extension HTMLPosition {
    mutating func readContent(_ byte: UInt8) {
        // A file of its own has no tag that ends it.
        let end = Array("</".utf8) + name
        if element == .script { hide(byte) }
        if !name.isEmpty {
            if run == end.count, Self.endsName(byte) {
                if hiding < 2 {
                    (place, isEnd, run) = (.tag, true, 0)
                    return readTag(byte)
                }
                (hiding, run) = (1, 0)
            }
            run = run < end.count && Self.lowercased(byte) == end[run] ? run + 1 : byte == UInt8(ascii: "<") ? 1 : 0
        }
        switch element {
        case .script: script.read(byte)
        case .style: style.read(byte)
        case .none, .text: break
        }
    }

    /// Follows what hides the end of a script: between `<!--` and `-->`, the one that belongs to a `<script>` there.
    private mutating func hide(_ byte: UInt8) {
        tail = tail << 8 | UInt64(Self.lowercased(byte))
        if hiding == 0, tail & 0xFFFF_FFFF == Self.bytes("<!--") {
            hiding = 1
        } else if hiding > 0, tail & 0xFF_FFFF == Self.bytes("-->") {
            hiding = 0
        } else if hiding == 1, Self.endsName(byte), tail >> 8 == Self.bytes("<script") {
            hiding = 2
        }
    }

    private static func bytes(_ text: StaticString) -> UInt64 {
        text.withUTF8Buffer { $0.reduce(0) { $0 << 8 | UInt64($1) } }
    }
}
