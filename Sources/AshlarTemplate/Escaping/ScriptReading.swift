/// One way to read a script up to a place.
struct ScriptReading: Sendable, Equatable {
    enum Place: Sendable, Equatable { case code, string(UInt8), template, pattern, lineComment, blockComment }

    /// What a slash would be, by what stands before it.
    enum Slash: Sendable, Equatable { case pattern, division, unclear }

    /// What is open, by what a slash behind its end would be.
    enum Opening: Sendable, Equatable {
        case group(Slash), braces(Slash)
        /// `${` in a template literal.
        case value
    }

    private(set) var place = Place.code
    private var open: [Opening] = []
    private var slash = Slash.pattern
    /// A slash that is a comment, a pattern or a division, which the next byte tells.
    private var pending: Slash?
    /// The name that is being read or was read last, as long as nothing but spaces follows.
    private var word: [UInt8] = []
    private var isInWord = false
    /// Whether the name stands behind a dot, where no word is a keyword.
    private var isMember = false
    /// The last two bytes of code that are no space.
    private var lastCode: UInt8 = 0
    private var beforeLastCode: UInt8 = 0
    private var last: UInt8 = 0
    /// Whether the last byte ends `++` or `--`.
    private var isDoubled = false
    private var isEscaped = false
    private var isInClass = false
    /// How much of `<!--` was read.
    private var openComment = 0

    /// Whether the last byte is a slash that can be both.
    var isAtUnclearSlash: Bool { pending == .unclear }

    /// The ways to read the last byte.
    var decided: [ScriptReading] {
        guard isAtUnclearSlash else { return [self] }
        var (pattern, division) = (self, self)
        (pattern.pending, division.pending) = (.pattern, .division)
        return [pattern, division]
    }

    /// What an output would stand in.
    var output: ScriptPosition.Output {
        switch place {
        case .code: pending == .pattern ? .pattern : .code
        case .string, .template: .string
        case .pattern: .pattern
        case .lineComment, .blockComment: .comment
        }
    }

    mutating func read(_ byte: UInt8) {
        defer { last = byte }
        switch place {
        case .code: readCode(byte)
        case .string(let quote):
            if isEscaped { isEscaped = false; return }
            if byte == 0x5C { isEscaped = true } else if byte == quote || byte == 0x0A { endValue() }
        case .template:
            if isEscaped { isEscaped = false; return }
            if byte == 0x5C {
                isEscaped = true
            } else if byte == UInt8(ascii: "`") {
                endValue()
            } else if byte == UInt8(ascii: "{"), last == UInt8(ascii: "$") {
                open.append(.value)
                place = .code
                begin(.pattern)
            }
        case .pattern:
            if isEscaped { isEscaped = false; return }
            switch byte {
            case 0x5C: isEscaped = true
            case UInt8(ascii: "["): isInClass = true
            case UInt8(ascii: "]"): isInClass = false
            case UInt8(ascii: "/") where !isInClass: endValue()
            case 0x0A: endValue()
            default: break
            }
        case .lineComment: if byte == 0x0A { place = .code }
        case .blockComment:
            if isEscaped { isEscaped = false; return }
            if byte == UInt8(ascii: "/"), last == UInt8(ascii: "*") { place = .code }
        }
    }

    private mutating func endValue() {
        place = .code
        isInClass = false
        begin(.division)
    }

    /// What stands behind a mark that tells what a slash would be.
    private mutating func begin(_ slash: Slash) {
        self.slash = slash
        (word, isInWord, isDoubled, openComment) = ([], false, false, 0)
        (lastCode, beforeLastCode) = (0, 0)
    }

    private mutating func readCode(_ byte: UInt8) {
        if let slash = pending {
            pending = nil
            if byte == UInt8(ascii: "/") { return place = .lineComment }
            if byte == UInt8(ascii: "*") {
                // The star that begins a comment does not end it.
                (place, isEscaped) = (.blockComment, true)
                return
            }
            if slash == .pattern {
                place = .pattern
                isEscaped = byte == 0x5C
                isInClass = byte == UInt8(ascii: "[")
                return
            }
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

    /// A value was printed here.
    mutating func readOutput() {
        isEscaped = false
        last = UInt8(ascii: "x")
        guard place == .code else { return }
        pending = nil
        begin(.division)
        lastCode = UInt8(ascii: "x")
    }

    func joined(with other: ScriptReading) -> ScriptReading? {
        if self == other { return self }
        guard place == other.place, pending == other.pending else { return nil }
        var result = self
        if open != other.open {
            // What a brace ends in a template literal has to be known; elsewhere only a slash behind it is unclear.
            if open.contains(.value) || other.open.contains(.value) { return nil }
            result.open = []
        }
        if slash != other.slash { result.slash = .unclear }
        if word != other.word || isInWord != other.isInWord || isMember != other.isMember {
            (result.word, result.isInWord, result.isMember) = ([], false, false)
        }
        if lastCode != other.lastCode || beforeLastCode != other.beforeLastCode {
            (result.lastCode, result.beforeLastCode) = (0, 0)
        }
        if last != other.last { result.last = UInt8(ascii: "x") }
        result.isDoubled = isDoubled && other.isDoubled
        result.openComment = max(openComment, other.openComment)
        result.isEscaped = isEscaped || other.isEscaped
        result.isInClass = isInClass && other.isInClass
        return result
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
