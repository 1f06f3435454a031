/// Reads JSON (RFC 8259) into a ``SentValue``: strictly, and with limits that are checked while reading.
///
/// ```swift
/// let value = try JSONReader.read(Array(#"{"title": "Hello"}"#.utf8))
/// ```
public struct JSONReader {
    /// What is read at most, and what is refused.
    public struct Options: Sendable, Equatable {
        /// How deep objects and lists are nested.
        public var depth: Int
        /// How many values there are, of all depths.
        public var count: Int
        /// Whether an object that has a name twice is refused (RFC 8259 section 4); otherwise the last one counts.
        public var refusesDuplicates: Bool

        /// Makes options.
        public init(depth: Int = 32, count: Int = 10_000, refusesDuplicates: Bool = true) {
            self.depth = depth
            self.count = count
            self.refusesDuplicates = refusesDuplicates
        }
    }

    /// Why it cannot be read, and where.
    public struct Failure: Error, Equatable {
        /// What is wrong.
        public enum Reason: Sendable, Equatable {
            /// It is no JSON.
            case syntax
            /// It is nested deeper than that many levels.
            case tooDeep(Int)
            /// It has more than that many values.
            case tooMany(Int)
            /// An object has this name twice.
            case duplicate(String)
        }

        /// What is wrong.
        public let reason: Reason
        /// The byte at which it is.
        public let offset: Int

        /// Makes the error.
        public init(reason: Reason, offset: Int) {
            self.reason = reason
            self.offset = offset
        }
    }

    private let bytes: UnsafeRawBufferPointer
    private let options: Options
    private var index = 0
    private var count = 0

    private init(_ bytes: UnsafeRawBufferPointer, _ options: Options) {
        self.bytes = bytes
        self.options = options
    }

    /// Reads one value and nothing else.
    ///
    /// - Parameters:
    ///   - bytes: the JSON, in UTF-8.
    ///   - options: what is read at most.
    public static func read(_ bytes: [UInt8], _ options: Options = Options()) throws(Failure) -> SentValue {
        let result = bytes.withUnsafeBytes { bytes in
            Result { () throws(Failure) in try read(bytes, options) }
        }
        return try result.get()
    }

    /// Reads one value and nothing else.
    ///
    /// - Parameters:
    ///   - bytes: the JSON, in UTF-8.
    ///   - options: what is read at most.
    public static func read(_ bytes: UnsafeRawBufferPointer, _ options: Options = Options()) throws(Failure)
        -> SentValue
    {
        var reader = JSONReader(bytes, options)
        let value = try reader.value(depth: 0)
        reader.skipSpace()
        guard reader.index == bytes.count else { throw reader.malformed }
        return value
    }

    private var current: UInt8? { index < bytes.count ? bytes[index] : nil }
    private var malformed: Failure { Failure(reason: .syntax, offset: index) }

    private mutating func skipSpace() {
        while let byte = current, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { index += 1 }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        skipSpace()
        guard current == byte else { return false }
        index += 1
        return true
    }

    private mutating func value(depth: Int) throws(Failure) -> SentValue {
        count += 1
        guard count <= options.count else { throw Failure(reason: .tooMany(options.count), offset: index) }
        guard depth <= options.depth else { throw Failure(reason: .tooDeep(options.depth), offset: index) }
        skipSpace()
        switch current {
        case UInt8(ascii: "{"): return try object(depth)
        case UInt8(ascii: "["): return try array(depth)
        case UInt8(ascii: "\""): return .text(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func object(_ depth: Int) throws(Failure) -> SentValue {
        index += 1
        var members: [SentValue.Member] = []
        // Comparing each with each is faster for the few that people write, and only for them.
        var names: Set<String> = []
        if take(UInt8(ascii: "}")) { return .members(members) }
        members.reserveCapacity(8)
        repeat {
            skipSpace()
            guard current == UInt8(ascii: "\"") else { throw malformed }
            let start = index
            let name = try string()
            let isKnown: Bool
            if members.count < 24 {
                isKnown = members.place(of: name) != nil
            } else {
                if names.isEmpty { names = Set(members.map(\.name)) }
                isKnown = !names.insert(name).inserted
            }
            guard take(UInt8(ascii: ":")) else { throw malformed }
            if isKnown {
                if options.refusesDuplicates { throw Failure(reason: .duplicate(name), offset: start) }
                members.removeAll { $0.name == name }
            }
            members.append(SentValue.Member(name, try value(depth: depth + 1)))
        } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "}")) else { throw malformed }
        return .members(members)
    }

    private mutating func array(_ depth: Int) throws(Failure) -> SentValue {
        index += 1
        var elements: [SentValue] = []
        if take(UInt8(ascii: "]")) { return .list(elements) }
        repeat { elements.append(try value(depth: depth + 1)) } while take(UInt8(ascii: ","))
        guard take(UInt8(ascii: "]")) else { throw malformed }
        return .list(elements)
    }

    private mutating func word(_ word: StaticString, _ value: SentValue) throws(Failure) -> SentValue {
        let end = index + word.utf8CodeUnitCount
        guard end <= bytes.count, word.withUTF8Buffer({ $0.elementsEqual(bytes[index..<end]) }) else { throw malformed }
        index = end
        return value
    }

    private mutating func digits() throws(Failure) {
        let start = index
        while let byte = current, (0x30...0x39).contains(byte) { index += 1 }
        guard index > start else { throw malformed }
    }

    private mutating func number() throws(Failure) -> SentValue {
        let start = index
        if current == UInt8(ascii: "-") { index += 1 }
        if current == UInt8(ascii: "0") { index += 1 } else { try digits() }
        if current == UInt8(ascii: ".") {
            index += 1
            try digits()
        }
        if current == UInt8(ascii: "e") || current == UInt8(ascii: "E") {
            index += 1
            if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { index += 1 }
            try digits()
        }
        return .number(String(decoding: bytes[start..<index], as: UTF8.self))
    }

    private mutating func string() throws(Failure) -> String {
        index += 1
        let start = index
        var isASCII = true
        skipPlain()
        while let byte = current, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") {
            guard byte >= 0x20 else { throw malformed }
            if byte >= 0x80 { isASCII = false }
            index += 1
        }
        if current == UInt8(ascii: "\"") {
            let slice = UnsafeRawBufferPointer(rebasing: bytes[start..<index])
            guard let text = Self.text(slice, isASCII: isASCII) else { throw malformed }
            index += 1
            return text
        }
        return try escapedString(from: start)
    }

    /// Goes over text that is as it stands, eight bytes at a time, up to eight bytes of which one is a quote, a backslash, a control
    /// character or no ASCII.
    private mutating func skipPlain() {
        let (ones, high): (UInt64, UInt64) = (0x0101_0101_0101_0101, 0x8080_8080_8080_8080)
        while bytes.count - index >= 8 {
            let word = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            let quotes = word ^ (ones &* 0x22)
            let slashes = word ^ (ones &* 0x5C)
            // What is zero in one of them borrows from its highest bit, and so does what is below a space.
            let found = (quotes &- ones) & ~quotes | (slashes &- ones) & ~slashes | (word &- ones &* 0x20) | word
            guard found & high == 0 else { return }
            index += 8
        }
    }

    private static func text(_ bytes: some Collection<UInt8>, isASCII: Bool) -> String? {
        isASCII ? String(decoding: bytes, as: UTF8.self) : String(validating: bytes, as: UTF8.self)
    }

    private mutating func escapedString(from start: Int) throws(Failure) -> String {
        var text = Array(bytes[start..<index])
        while let byte = current {
            index += 1
            switch byte {
            case UInt8(ascii: "\""):
                guard let text = Self.text(text, isASCII: false) else { throw malformed }
                return text
            case UInt8(ascii: "\\"): try escape(into: &text)
            case 0..<0x20: throw malformed
            default: text.append(byte)
            }
        }
        throw malformed
    }

    private mutating func escape(into text: inout [UInt8]) throws(Failure) {
        guard let byte = current else { throw malformed }
        index += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"):
            var code = UInt32(try hex())
            if (0xD800..<0xDC00).contains(code) {
                guard current == UInt8(ascii: "\\") else { throw malformed }
                index += 1
                guard current == UInt8(ascii: "u") else { throw malformed }
                index += 1
                let low = UInt32(try hex())
                guard (0xDC00..<0xE000).contains(low) else { throw malformed }
                code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
            }
            guard let scalar = Unicode.Scalar(code) else { throw malformed }
            text.append(contentsOf: Array(String(Character(scalar)).utf8))
        default: throw malformed
        }
    }

    private mutating func hex() throws(Failure) -> UInt16 {
        guard index + 4 <= bytes.count else { throw malformed }
        var code: UInt16 = 0
        for byte in bytes[index..<index + 4] {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { throw malformed }
            code = code << 4 | UInt16(digit)
        }
        index += 4
        return code
    }
}
