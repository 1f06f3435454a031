import AshlarTemplate

/// Reads JSON into template values, objects with their keys in the order in which they are written: what a template prints
/// depends on it.
struct JSONReader {
    /// The text is no JSON.
    struct Malformed: Error {
        /// Where, in bytes.
        let offset: Int
    }

    private let bytes: [UInt8]
    private var position = 0

    private init(_ text: String) { bytes = Array(text.utf8) }

    static func read(_ text: String) throws -> TemplateValue {
        var reader = JSONReader(text)
        let value = try reader.value()
        reader.skipSpace()
        guard reader.position == reader.bytes.count else { throw Malformed(offset: reader.position) }
        return value
    }

    private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skipSpace() {
        while let byte = current, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { position += 1 }
    }

    private mutating func expect(_ text: StaticString) throws {
        let isThere = text.withUTF8Buffer { bytes[position...].starts(with: $0) }
        guard isThere else { throw Malformed(offset: position) }
        position += text.utf8CodeUnitCount
    }

    private mutating func value() throws -> TemplateValue {
        skipSpace()
        switch current {
        case UInt8(ascii: "{"): return try object()
        case UInt8(ascii: "["):
            var items: [TemplateValue] = []
            try members(until: UInt8(ascii: "]")) { items.append(try $0.value()) }
            return .list(items)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"):
            try expect("true")
            return true
        case UInt8(ascii: "f"):
            try expect("false")
            return false
        case UInt8(ascii: "n"):
            try expect("null")
            return .none
        default: return try number()
        }
    }

    private mutating func members(until end: UInt8, _ member: (inout JSONReader) throws -> Void) throws {
        position += 1
        skipSpace()
        if current == end {
            position += 1
            return
        }
        while true {
            try member(&self)
            skipSpace()
            guard let byte = current, byte == end || byte == UInt8(ascii: ",") else {
                throw Malformed(offset: position)
            }
            position += 1
            if byte == end { return }
        }
    }

    /// An object; `{"$markup": ...}` is a text that is HTML already.
    private mutating func object() throws -> TemplateValue {
        var pairs: [(TemplateValue, TemplateValue)] = []
        try members(until: UInt8(ascii: "}")) { reader in
            reader.skipSpace()
            let key = try reader.string()
            reader.skipSpace()
            try reader.expect(":")
            pairs.append((.string(key), try reader.value()))
        }
        if pairs.count == 1, case (.string("$markup"), .string(let html)) = pairs[0] { return .markup(Markup(html)) }
        return .dictionary(TemplateDictionary(pairs))
    }

    private mutating func number() throws -> TemplateValue {
        let start = position
        while let byte = current,
            byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
                || (0x30...0x39).contains(byte) || byte | 0x20 == UInt8(ascii: "e")
        { position += 1 }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        if let whole = Int(text) { return .int(whole) }
        guard let double = Double(text) else { throw Malformed(offset: start) }
        return .double(double)
    }

    private mutating func string() throws -> String {
        try expect("\"")
        var units: [UInt8] = []
        while let byte = current {
            position += 1
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: units, as: UTF8.self)
            case UInt8(ascii: "\\"): units += Array(String(try escape()).utf8)
            default: units.append(byte)
            }
        }
        throw Malformed(offset: position)
    }

    private mutating func escape() throws -> Unicode.Scalar {
        guard let byte = current else { throw Malformed(offset: position) }
        position += 1
        switch byte {
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "b"): return "\u{08}"
        case UInt8(ascii: "f"): return "\u{0C}"
        case UInt8(ascii: "u"):
            let first = try unit()
            guard UTF16.isLeadSurrogate(first) else { return Unicode.Scalar(first) ?? "\u{FFFD}" }
            try expect("\\u")
            return UTF16.decode(UTF16.EncodedScalar([first, try unit()]))
        default: return Unicode.Scalar(byte)
        }
    }

    private mutating func unit() throws -> UInt16 {
        let end = min(position + 4, bytes.count)
        guard let unit = UInt16(String(decoding: bytes[position..<end], as: UTF8.self), radix: 16) else {
            throw Malformed(offset: position)
        }
        position = end
        return unit
    }
}
