extension HTMLPosition {
    mutating func readContent(_ byte: UInt8) {
        // A file of its own has no tag that ends it.
        let end = Array("</".utf8) + name
        if element == .script { hiding.read(byte) }
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
}
