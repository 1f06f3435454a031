extension ScriptReading {
    mutating func readCode(_ byte: UInt8) {
        if let slash = pending {
            pending = nil
            if byte == UInt8(ascii: "/") { return place = .lineComment }
            if byte == UInt8(ascii: "*") { return beginComment() }
            if slash == .pattern { return beginPattern(byte) }
            self.slash = .pattern
            (lastCode, beforeLastCode) = (UInt8(ascii: "/"), 0)
            word = []
        }
        if Self.isName(byte) { return readName(byte) }
        isInWord = false
        guard byte > 0x20 else { return openComment = 0 }
        // Old scripts begin with what hides them from browsers older still: the rest of the line is a comment.
        openComment = byte == Self.commentMark[openComment] ? openComment + 1 : byte == UInt8(ascii: "<") ? 1 : 0
        if openComment == Self.commentMark.count {
            openComment = 0
            return place = .lineComment
        }
        readMark(byte)
        // A slash may yet be a comment, which counts for nothing.
        guard pending == nil else { return }
        (beforeLastCode, lastCode) = (lastCode, byte)
        word = []
    }

    private static let commentMark = Array("<!--".utf8)

    private mutating func readName(_ byte: UInt8) {
        if !isInWord {
            isMember = lastCode == UInt8(ascii: ".") && beforeLastCode != UInt8(ascii: ".")
            (word, isInWord) = ([], true)
        }
        if word.count < 12 { word.append(byte) }
        slash = !isMember && Self.operators.contains(word) ? .pattern : .division
        (beforeLastCode, lastCode, openComment) = (lastCode, byte, 0)
    }

    private mutating func readMark(_ byte: UInt8) {
        let keyword = isMember ? [] : word
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "'"): place = .string(byte)
        case UInt8(ascii: "`"): place = .template
        case UInt8(ascii: "/"): pending = slash
        case UInt8(ascii: "("):
            // `await (x)` is a value, `for await (x of y)` is none.
            let end: Slash =
                Self.heads.contains(keyword)
                ? .pattern : keyword.elementsEqual("await".utf8) ? .unclear : .division
            open.append(.group(end))
            slash = .pattern
        case UInt8(ascii: "["):
            slash = .pattern
        case UInt8(ascii: "{"):
            open.append(.braces(endOfBraces(behind: keyword)))
            slash = .pattern
        case UInt8(ascii: ")"):
            if case .group(let end)? = open.last {
                open.removeLast()
                slash = end
            } else {
                slash = .unclear
            }
        case UInt8(ascii: "]"): slash = .division
        case UInt8(ascii: "}"):
            switch open.last {
            case .braces(let end)?:
                open.removeLast()
                slash = end
            case .value?:
                open.removeLast()
                place = .template
            case .group?, nil: slash = .unclear
            }
        case UInt8(ascii: "+"), UInt8(ascii: "-"):
            isDoubled = byte == last && byte == lastCode && !isDoubled
            slash = isDoubled ? .division : .pattern
            return
        default: slash = .pattern
        }
        isDoubled = false
    }

    /// What a slash behind the end of braces would be: a block ends a statement, an object is a value.
    private func endOfBraces(behind keyword: [UInt8]) -> Slash {
        if !keyword.isEmpty {
            if Self.blocks.contains(keyword) { return .pattern }
            return Self.operators.contains(keyword) ? .division : .unclear
        }
        switch lastCode {
        case 0, UInt8(ascii: ";"), UInt8(ascii: "{"), UInt8(ascii: "}"): return lastCode == 0 ? .unclear : .pattern
        case UInt8(ascii: ">"): return beforeLastCode == UInt8(ascii: "=") ? .pattern : .division
        // Of `if (...)` it is a block; of a function that is a value, nothing divides it.
        case UInt8(ascii: ")"): return slash == .pattern ? .pattern : .unclear
        case UInt8(ascii: ":"): return .unclear
        default: return Self.isName(lastCode) ? .unclear : .division
        }
    }

    private static func isName(_ byte: UInt8) -> Bool {
        Lexer.isDigit(byte) || (0x61...0x7A).contains(byte | 0x20) || byte == UInt8(ascii: "_")
            || byte == UInt8(ascii: "$") || byte >= 0x80
    }

    private static func words(_ text: String) -> Set<[UInt8]> { Set(text.split(separator: " ").map { Array($0.utf8) }) }

    /// Words that a value follows.
    private static let operators = words(
        "return typeof case in of delete void throw new else do instanceof yield await default extends")
    /// Words whose parentheses a statement follows.
    private static let heads = words("if while for with switch catch")
    /// Words that a block follows.
    private static let blocks = words("else do try finally")
}
