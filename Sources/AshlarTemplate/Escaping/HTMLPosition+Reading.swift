extension HTMLPosition {
    mutating func read(_ text: some Sequence<UInt8>) { for byte in text { read(byte) } }

    mutating func read(_ byte: UInt8) {
        (endsMixedScheme, endsMixedName) = (false, false)
        if let openName {
            guard Self.endsName(byte) else { return place = .unclear }
            (endsMixedName, self.openName) = (openName == .printed, nil)
        }
        switch place {
        case .text: if byte == UInt8(ascii: "<") { place = .tagOpen }
        case .tagOpen: readTagOpen(byte)
        case .declaration: readDeclaration(byte)
        case .comment:
            switch comment.reading(byte) {
            case .goesOn(let comment): self.comment = comment
            case .ends: (place, comment) = (.text, .start)
            case .isUnclear: place = .unclear
            }
        case .tagName:
            if Self.endsName(byte) {
                endsMixedName = isNamePrinted
                (place, isNamePrinted, isNameBranched) = (.tag, false, false)
                readTag(byte)
            } else if isNameBranched {
                place = .unclear
            } else {
                name.append(Self.lowercased(byte))
            }
        case .tag: readTag(byte)
        case .attributeName:
            if byte == UInt8(ascii: "=") {
                endName()
            } else if Self.endsName(byte) {
                place = .afterName
                readAfterName(byte)
            } else {
                word.append(Self.lowercased(byte))
            }
        case .afterName: readAfterName(byte)
        case .beforeValue:
            if Self.isSpace(byte) { return }
            if byte == UInt8(ascii: ">") { return closeTag() }
            let isQuote = byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
            beginValue(quote: isQuote ? byte : 0)
            if !isQuote { readValue(byte) }
        case .value(let quote):
            if quote == 0 ? Self.isSpace(byte) || byte == UInt8(ascii: ">") : byte == quote {
                endValue()
                if byte == UInt8(ascii: ">"), quote == 0 { closeTag() }
            } else {
                readValue(byte)
            }
        case .content: readContent(byte)
        case .unclear: break
        }
    }

    private mutating func readTagOpen(_ byte: UInt8) {
        (name, scriptType, isEnd) = ([], nil, isEnd && name.isEmpty)
        (isNamePrinted, isNameBranched) = (false, false)
        if byte == UInt8(ascii: "!"), !isEnd {
            (place, run) = (.declaration, 0)
        } else if byte == UInt8(ascii: "/"), !isEnd {
            isEnd = true
        } else if (0x61...0x7A).contains(byte | 0x20) {
            name = [Self.lowercased(byte)]
            place = .tagName
        } else {
            // `<?` and `</` before anything else begin a comment that the next `>` ends.
            let isComment = isEnd ? byte != UInt8(ascii: ">") : byte == UInt8(ascii: "?")
            place = isComment ? .declaration : byte == UInt8(ascii: "<") ? .tagOpen : .text
            (isEnd, run) = (false, -9)
        }
    }

    private mutating func readDeclaration(_ byte: UInt8) {
        if byte == UInt8(ascii: ">") { return place = .text }
        switch (run, byte) {
        case (0, UInt8(ascii: "-")): run = 1
        case (1, UInt8(ascii: "-")): (place, comment) = (.comment, .start)
        case (0, UInt8(ascii: "[")): run = 2
        // `<![CDATA[` in an `<svg>` ends elsewhere than in HTML.
        case (2, UInt8(ascii: "C")): place = .unclear
        default: run = -9
        }
    }

    mutating func readTag(_ byte: UInt8) {
        if Self.isSpace(byte) || byte == UInt8(ascii: "/") { return }
        if byte == UInt8(ascii: ">") { return closeTag() }
        (word, isNamePrinted, isNameBranched) = ([Self.lowercased(byte)], false, false)
        place = .attributeName
    }

    /// An attribute's value follows its name.
    private mutating func endName() {
        endsMixedName = isNamePrinted
        place = .beforeValue
    }

    /// The name that was just read, as far as it is text.
    var mixedName: MixedName {
        let tag = String(decoding: name, as: UTF8.self)
        guard place == .beforeValue else { return .element(named: tag) }
        let attribute = String(decoding: word, as: UTF8.self)
        return .attribute(named: attribute, in: tag, HTMLAttribute(named: attribute, in: tag))
    }

    private mutating func readAfterName(_ byte: UInt8) {
        if Self.isSpace(byte) { return }
        if byte == UInt8(ascii: "=") { endName() } else { readTag(byte) }
    }

    private mutating func closeTag() {
        place = .text
        defer { isEnd = false }
        if Self.foreign.contains(name) { foreignDepth = max(0, min(4, foreignDepth + (isEnd ? -1 : 1))) }
        isRefresh = false
        guard !isEnd else { return element = .none }
        (run, script, style, hiding) = (0, ScriptPosition(), StylePosition(), HiddenScript())
        switch String(decoding: name, as: UTF8.self) {
        case "script":
            let type = scriptType.map { String(decoding: $0, as: UTF8.self) } ?? ""
            element = type.hasPrefix("text/") && !type.contains("javascript") ? .text : .script
        case "style": element = .style
        case "textarea", "title": element = .text
        default: return element = .none
        }
        place = .content
    }

    private static let foreign: Set<[UInt8]> = [Array("svg".utf8), Array("math".utf8)]

    static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    static func endsName(_ byte: UInt8) -> Bool {
        isSpace(byte) || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/")
    }

    static func lowercased(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }
}
