extension Lexer {
    /// The next mark, from the current position on.
    func nextMark() -> Mark? {
        var index = position
        while index < source.count {
            if syntax.canBegin(source[index]), let mark = mark(at: index) { return mark }
            index += 1
        }
        return nil
    }

    private func mark(at index: Int) -> Mark? {
        if let raw = rawMark(at: index) { return raw }
        if let component = componentMark(at: index) { return component }
        for (kind, bytes) in syntax.marks {
            guard let end = end(of: bytes, kind, at: index) else { continue }
            let sign = sign(at: end)
            return Mark(kind: kind, start: index, end: sign == nil ? end : end + 1, sign: sign)
        }
        return nil
    }

    private func end(of bytes: [UInt8], _ kind: Mark.Kind, at index: Int) -> Int? {
        switch kind {
        case .lineStatement:
            guard index == 0 || source[index - 1] == UInt8(ascii: "\n") else { return nil }
            var place = index
            while let byte = byte(place), byte == 0x20 || byte == 0x09 || byte == 0x0B { place += 1 }
            return has(bytes, at: place) ? place + bytes.count : nil
        case .lineComment:
            let isAfterText = index > 0 && !Self.isWhitespace(source[index - 1])
            guard index == 0 || isAfterText || source[index - 1] == UInt8(ascii: "\n") else { return nil }
            var place = index
            while let byte = byte(place), Self.isWhitespace(byte), byte != 0x0A, byte != 0x0D { place += 1 }
            return has(bytes, at: place) ? place + bytes.count : nil
        default:
            return has(bytes, at: index) ? index + bytes.count : nil
        }
    }

    private func sign(at index: Int) -> UInt8? {
        guard let byte = byte(index), byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+") else { return nil }
        return byte
    }

    /// `{% raw %}`, which is a mark of its own because nothing inside is read.
    private func rawMark(at index: Int) -> Mark? {
        guard has(syntax.blockStart, at: index) else { return nil }
        var place = index + syntax.blockStart.count
        let sign = sign(at: place)
        if sign != nil { place += 1 }
        place = skippingWhitespace(place)
        guard has(Array("raw".utf8), at: place) else { return nil }
        place = skippingWhitespace(place + 3)
        if has(syntax.blockEnd, at: place) {
            return Mark(kind: .raw, start: index, end: place + syntax.blockEnd.count, sign: sign)
        }
        guard byte(place) == UInt8(ascii: "-"), has(syntax.blockEnd, at: place + 1) else { return nil }
        return Mark(
            kind: .raw, start: index, end: skippingWhitespace(place + 1 + syntax.blockEnd.count), sign: sign)
    }

    /// `{% endraw %}` at the current position: where it ends, and the sign behind its beginning.
    func endOfRaw() -> (end: Int, sign: UInt8?)? {
        guard has(syntax.blockStart, at: position) else { return nil }
        var place = position + syntax.blockStart.count
        let sign = sign(at: place)
        if sign != nil { place += 1 }
        place = skippingWhitespace(place)
        guard has(Array("endraw".utf8), at: place) else { return nil }
        place = skippingWhitespace(place + 6)
        return endOfMark(syntax.blockEnd, trims: true, acceptsPlus: true, at: place).map { ($0, sign) }
    }

    /// The end of a tag or comment at a place, with the whitespace that it swallows; nil if there is none.
    ///
    /// - Parameters:
    ///   - trims: whether `trimBlocks` applies.
    ///   - acceptsPlus: whether `+` may stand before it to keep the line break.
    func endOfMark(_ bytes: [UInt8], trims: Bool, acceptsPlus: Bool, at place: Int? = nil) -> Int? {
        let place = place ?? position
        guard let first = byte(place) else { return nil }
        if first == UInt8(ascii: "+"), acceptsPlus, has(bytes, at: place + 1) { return place + 1 + bytes.count }
        if first == UInt8(ascii: "-"), has(bytes, at: place + 1) { return skippingWhitespace(place + 1 + bytes.count) }
        guard has(bytes, at: place) else { return nil }
        let end = place + bytes.count
        return trims && syntax.options.trimBlocks && byte(end) == UInt8(ascii: "\n") ? end + 1 : end
    }

    /// The end of a line statement at the current position: whitespace up to the last line break in it, or to the end.
    func endOfLine() -> Int? {
        var place = position
        var lastBreak: Int?
        while place < source.count, Self.isWhitespace(source[place]) {
            if source[place] == UInt8(ascii: "\n") { lastBreak = place }
            place += 1
        }
        return place == source.count ? place : lastBreak.map { $0 + 1 }
    }
}
