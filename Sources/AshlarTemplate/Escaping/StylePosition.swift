/// Where in a style sheet a place is.
struct StylePosition: Sendable, Equatable {
    enum Place: Sendable, Equatable { case code, string(UInt8), comment, address }

    private(set) var place = Place.code
    /// Whether the string is the argument of `url`.
    private(set) var isAddress = false
    private var isEscaped = false
    private var last: UInt8 = 0
    /// The last bytes that are no space, in lower case.
    private var tail: [UInt8] = []

    mutating func read(_ byte: UInt8) {
        defer { last = byte }
        switch place {
        case .code:
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                isAddress = tail == Array("url(".utf8)
                place = .string(byte)
            case UInt8(ascii: "*") where last == UInt8(ascii: "/"): place = .comment
            default:
                if tail == Array("url(".utf8), byte > 0x20 { place = .address }
            }
            if byte > 0x20 { tail = Array((tail + [byte | (byte >= 0x41 && byte <= 0x5A ? 0x20 : 0)]).suffix(4)) }
        case .string(let quote):
            if isEscaped { isEscaped = false; return }
            if byte == 0x5C { isEscaped = true } else if byte == quote { place = .code; tail = [] }
        case .comment: if byte == UInt8(ascii: "/"), last == UInt8(ascii: "*") { place = .code }
        case .address: if byte == UInt8(ascii: ")") { place = .code; tail = [] }
        }
    }

    /// Whether an output here is the argument of `url` without quotes.
    var beginsAddress: Bool { place == .code && tail == Array("url(".utf8) }

    private var endsWithSlash: Bool { place == .code && last == UInt8(ascii: "/") }

    /// A value was printed here.
    mutating func readOutput() {
        isEscaped = false
        last = UInt8(ascii: "x")
        if place == .code { tail = [] }
    }

    func joined(with other: StylePosition) -> StylePosition? {
        // What is begun in one of them alone may go on behind both: `url(`, or the slash of a comment.
        guard place == other.place, beginsAddress == other.beginsAddress, endsWithSlash == other.endsWithSlash else {
            return nil
        }
        var result = self
        result.isAddress = isAddress || other.isAddress
        result.isEscaped = isEscaped || other.isEscaped
        if tail != other.tail, !beginsAddress { result.tail = [] }
        if last != other.last { result.last = UInt8(ascii: "x") }
        return result
    }
}
