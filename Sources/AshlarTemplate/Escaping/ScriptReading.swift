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

    var place = Place.code
    var open: [Opening] = []
    var slash = Slash.pattern
    /// A slash that is a comment, a pattern or a division, which the next byte tells.
    var pending: Slash?
    /// The name that is being read or was read last, as long as nothing but spaces follows.
    var word: [UInt8] = []
    var isInWord = false
    /// Whether the name stands behind a dot, where no word is a keyword.
    var isMember = false
    /// The last two bytes of code that are no space.
    var lastCode: UInt8 = 0
    var beforeLastCode: UInt8 = 0
    var last: UInt8 = 0
    /// Whether the last byte ends `++` or `--`.
    var isDoubled = false
    var isEscaped = false
    var isInClass = false
    /// How much of `<!--` was read.
    var openComment = 0

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
    mutating func begin(_ slash: Slash) {
        self.slash = slash
        (word, isInWord, isDoubled, openComment) = ([], false, false, 0)
        (lastCode, beforeLastCode) = (0, 0)
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
}
