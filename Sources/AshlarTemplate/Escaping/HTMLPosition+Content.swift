extension HTMLPosition {
    mutating func readContent(_ byte: UInt8) {
        // A file of its own has no tag that ends it.
        let end = Array("</".utf8) + name
        if element == .script { hiding.read(byte) }
        if holdsTags, beginsTag(byte, end) { return place = .unclear }
        if !name.isEmpty {
            if run == end.count, Self.endsName(byte) {
                if hiding.isEndSeen {
                    (place, isEnd, run) = (.tag, true, 0)
                    return readTag(byte)
                }
                hiding.endInner()
                run = 0
            }
            run = run < end.count && Self.lowercased(byte) == end[run] ? run + 1 : byte == UInt8(ascii: "<") ? 1 : 0
        }
        switch element {
        case .script: script.read(byte)
        case .style: style.read(byte)
        case .none, .text: break
        }
    }

    /// Whether browsers may find tags in the element, which it is not to have: it may be in an `<svg>`.
    private var holdsTags: Bool { foreignDepth > 0 || name.elementsEqual("title".utf8) }

    /// Whether a tag begins that is not the end of the element.
    private func beginsTag(_ byte: UInt8, _ end: [UInt8]) -> Bool {
        guard run > 0 else { return false }
        let isOwnEnd = run < end.count ? Self.lowercased(byte) == end[run] : Self.endsName(byte)
        return !isOwnEnd
            && (run > 1 || (0x61...0x7A).contains(byte | 0x20) || byte == UInt8(ascii: "!")
                || byte == UInt8(ascii: "?"))
    }
}
