import AshlarSupport

/// Checks the syntax of JSON (RFC 8259) without making anything of it. Foundation's decoder looks only at what it is asked
/// for, takes `[1,]`, and of a name that is there twice the first.
struct JSONSyntax {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var index = 0
    /// A name that an object has had before, where that is what is wrong.
    private var repeated: Range<Int>?

    /// Deeper nesting is not written by people, and Foundation refuses it as well.
    private static let maximumDepth = 512

    private var isTooDeep = false

    private init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    /// Why the bytes are not one JSON value and nothing else; nil if they are.
    static func failure(in bytes: UnsafeBufferPointer<UInt8>) -> JSONReader.Failure? {
        var syntax = JSONSyntax(bytes)
        let isValue = syntax.value(depth: 0)
        if let name = syntax.repeated {
            return JSONReader.Failure(
                reason: .duplicate(JSONNames.text(name, in: bytes)), offset: name.lowerBound - 1)
        }
        if isValue {
            syntax.skipSpace()
            if syntax.index == bytes.count { return nil }
        }
        return JSONReader.Failure(reason: syntax.isTooDeep ? .tooDeep(maximumDepth) : .syntax, offset: syntax.index)
    }

    private var current: UInt8? { index < bytes.count ? bytes[index] : nil }

    private mutating func skipSpace() {
        while let byte = current, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { index += 1 }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard current == byte else { return false }
        index += 1
        return true
    }

    private mutating func value(depth: Int) -> Bool {
        guard depth <= Self.maximumDepth else {
            isTooDeep = true
            return false
        }
        skipSpace()
        switch current {
        case UInt8(ascii: "{"): return members(until: UInt8(ascii: "}"), named: true, depth)
        case UInt8(ascii: "["): return members(until: UInt8(ascii: "]"), named: false, depth)
        case UInt8(ascii: "\""): return string()
        case UInt8(ascii: "t"): return word("true")
        case UInt8(ascii: "f"): return word("false")
        case UInt8(ascii: "n"): return word("null")
        default: return number()
        }
    }

    private mutating func members(until end: UInt8, named: Bool, _ depth: Int) -> Bool {
        index += 1
        skipSpace()
        if take(end) { return true }
        var names = JSONNames()
        while true {
            if named {
                skipSpace()
                guard current == UInt8(ascii: "\""), name(&names) else { return false }
                skipSpace()
                guard take(UInt8(ascii: ":")) else { return false }
            }
            guard value(depth: depth + 1) else { return false }
            skipSpace()
            if take(end) { return true }
            guard take(UInt8(ascii: ",")) else { return false }
        }
    }

    private mutating func name(_ names: inout JSONNames) -> Bool {
        let start = index + 1
        guard string() else { return false }
        let place = start..<index - 1
        let isPlain = bytes[place].allSatisfy { $0 < 0x80 && $0 != UInt8(ascii: "\\") }
        guard names.insert(place, isPlain: isPlain, in: bytes) else {
            repeated = place
            return false
        }
        return true
    }

    private mutating func word(_ word: StaticString) -> Bool {
        let end = index + word.utf8CodeUnitCount
        guard end <= bytes.count, word.withUTF8Buffer({ $0.elementsEqual(bytes[index..<end]) }) else { return false }
        index = end
        return true
    }

    private mutating func digits() -> Bool {
        let start = index
        while let byte = current, (0x30...0x39).contains(byte) { index += 1 }
        return index > start
    }

    private mutating func number() -> Bool {
        _ = take(UInt8(ascii: "-"))
        guard take(UInt8(ascii: "0")) || digits() else { return false }
        if take(UInt8(ascii: ".")), !digits() { return false }
        if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
            if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
            return digits()
        }
        return true
    }

    private mutating func string() -> Bool {
        index += 1
        while let byte = current {
            index += 1
            switch byte {
            case UInt8(ascii: "\""): return true
            case UInt8(ascii: "\\"): guard escape() else { return false }
            case 0..<0x20: return false
            default: break
            }
        }
        return false
    }

    private mutating func escape() -> Bool {
        guard let byte = current else { return false }
        index += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            return true
        case UInt8(ascii: "u"):
            guard let code = hex() else { return false }
            guard (0xD800..<0xE000).contains(code) else { return true }
            guard code < 0xDC00, take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")), let low = hex() else {
                return false
            }
            return (0xDC00..<0xE000).contains(low)
        default: return false
        }
    }

    private mutating func hex() -> UInt16? {
        guard index + 4 <= bytes.count else { return nil }
        var code: UInt16 = 0
        for byte in bytes[index..<index + 4] {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
            code = code << 4 | UInt16(digit)
        }
        index += 4
        return code
    }
}
