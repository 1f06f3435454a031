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
    private(set) var last: UInt8 = 0
    /// Whether the last byte ends `++` or `--`.
    var isDoubled = false
    private var isEscaped = false
    private var isInClass = false
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

    mutating func beginComment() {
        // The star that begins a comment does not end it.
        (place, isEscaped) = (.blockComment, true)
    }

    /// - Parameter byte: the first of the pattern.
    mutating func beginPattern(_ byte: UInt8) {
        (place, isEscaped, isInClass) = (.pattern, byte == 0x5C, byte == UInt8(ascii: "["))
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

    /// The reading after branches that end here and there; nil where they end in different places.
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
}
