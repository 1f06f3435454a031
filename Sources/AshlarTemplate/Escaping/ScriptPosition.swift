/// Where in a script a place is: how what is printed there has to be written.
struct ScriptPosition: Sendable, Equatable {
    enum Place: Sendable, Equatable { case code, string(UInt8), template, pattern, lineComment, blockComment }

    private(set) var place = Place.code
    /// Braces that are open in each `${` of a template literal.
    private var braces: [Int] = []
    private var isEscaped = false
    private var last: UInt8 = 0
    /// The last byte of code that is no space: it tells a pattern from a division.
    private var lastCode: UInt8 = 0
    private var isInClass = false

    mutating func read(_ byte: UInt8) {
        defer { last = byte }
        switch place {
        case .code: readCode(byte)
        case .string(let quote):
            if isEscaped { isEscaped = false; return }
            if byte == 0x5C { isEscaped = true } else if byte == quote || byte == 0x0A { leave() }
        case .template:
            if isEscaped { isEscaped = false; return }
            if byte == 0x5C {
                isEscaped = true
            } else if byte == UInt8(ascii: "`") {
                leave()
            } else if byte == UInt8(ascii: "{"), last == UInt8(ascii: "$") {
                braces.append(0)
                place = .code
                lastCode = 0
            }
        case .pattern:
            if isEscaped { isEscaped = false; return }
            switch byte {
            case 0x5C: isEscaped = true
            case UInt8(ascii: "["): isInClass = true
            case UInt8(ascii: "]"): isInClass = false
            case UInt8(ascii: "/") where !isInClass: leave()
            case 0x0A: leave()
            default: break
            }
        case .lineComment: if byte == 0x0A { place = .code }
        case .blockComment: if byte == UInt8(ascii: "/"), last == UInt8(ascii: "*") { place = .code }
        }
    }

    private mutating func leave() {
        place = .code
        lastCode = UInt8(ascii: ")")
        isInClass = false
    }

    private mutating func readCode(_ byte: UInt8) {
        let follows = beganPattern
        beganPattern = false
        if follows, byte != UInt8(ascii: "/"), byte != UInt8(ascii: "*") {
            place = .pattern
            isEscaped = byte == 0x5C
            isInClass = byte == UInt8(ascii: "[")
            return
        }
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "'"): place = .string(byte)
        case UInt8(ascii: "`"): place = .template
        case UInt8(ascii: "/") where last == UInt8(ascii: "/"): place = .lineComment
        case UInt8(ascii: "*") where last == UInt8(ascii: "/"): place = .blockComment
        case UInt8(ascii: "/"): beganPattern = Self.precedesPattern(lastCode)
        case UInt8(ascii: "{"): if !braces.isEmpty { braces[braces.count - 1] += 1 }
        case UInt8(ascii: "}"):
            if let open = braces.last {
                if open == 0 {
                    braces.removeLast()
                    place = .template
                } else {
                    braces[braces.count - 1] -= 1
                }
            }
        default: break
        }
        if byte > 0x20 { lastCode = byte }
    }

    /// Whether the last byte is a slash where a value begins: only the byte behind it tells a pattern from a comment.
    private(set) var beganPattern = false

    private static func precedesPattern(_ byte: UInt8) -> Bool {
        byte == 0 || "(,=:[!&|?{};+-*%<>~^\n".utf8.contains(byte)
    }

    /// A value was printed here.
    mutating func readOutput() {
        isEscaped = false
        last = UInt8(ascii: "x")
        beganPattern = false
        if case .code = place { lastCode = UInt8(ascii: "x") }
    }

    func joined(with other: ScriptPosition) -> ScriptPosition? {
        guard place == other.place, braces == other.braces else { return nil }
        var result = self
        if lastCode != other.lastCode { result.lastCode = UInt8(ascii: "x") }
        result.isEscaped = isEscaped || other.isEscaped
        return result
    }
}
