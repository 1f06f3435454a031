import FoundationEssentials

/// A session keeps each value as JSON text: it is what all drivers store, and the usual types need no coder.
enum JSONText {
    /// A value as JSON.
    ///
    /// - Throws: what the coder says of a value that JSON cannot hold.
    static func encode<Value: Encodable>(_ value: Value) throws -> String {
        switch value {
        case let text as String: return quoted(text)
        case let number as Int: return "\(number)"
        case let flag as Bool: return flag ? "true" : "false"
        default:
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.withoutEscapingSlashes]
            return String(decoding: try encoder.encode(value), as: UTF8.self)
        }
    }

    /// A value of JSON; nil if the text is no such value.
    static func decode<Value: Decodable>(_ text: String, as type: Value.Type = Value.self) -> Value? {
        if type == String.self, let plain = unquoted(text) { return plain as? Value }
        if type == Int.self, let number = Int(text) { return number as? Value }
        return try? JSONDecoder().decode(type, from: Data(text.utf8))
    }

    /// An object of members that are JSON already.
    static func object(_ members: [String: String]) -> String {
        var text = "{"
        for (name, value) in members.sorted(by: { $0.key < $1.key }) {
            if text.utf8.count > 1 { text += "," }
            text += quoted(name)
            text += ":"
            text += value
        }
        return text + "}"
    }

    /// The members of an object, their values as they are written; nil if the text is no object.
    static func members(of text: String) -> [String: String]? {
        var scanner = Scanner(bytes: Array(text.utf8))
        return scanner.object()
    }

    /// A string between quotes (RFC 8259 section 7).
    static func quoted(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 < 32 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }) else {
            return "\"\(text)\""
        }
        let digits = Array("0123456789abcdef".utf8)
        var bytes: [UInt8] = [UInt8(ascii: "\"")]
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
            case UInt8(ascii: "\n"): bytes += "\\n".utf8
            case 0..<32: bytes += "\\u00".utf8 + [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The content of a string without escapes; nil if it has some, which the coder reads.
    private static func unquoted(_ text: String) -> String? {
        var text = text
        return text.withUTF8 { bytes in
            guard bytes.count >= 2, bytes[0] == UInt8(ascii: "\""), bytes[bytes.count - 1] == UInt8(ascii: "\""),
                !bytes.contains(UInt8(ascii: "\\"))
            else { return nil }
            return String(decoding: UnsafeBufferPointer(rebasing: bytes[1..<(bytes.count - 1)]), as: UTF8.self)
        }
    }

    /// Finds where the members of one object begin and end; what is in them is for the coder.
    private struct Scanner {
        let bytes: [UInt8]
        var index = 0

        init(bytes: [UInt8]) { self.bytes = bytes }

        private var current: UInt8? { index < bytes.count ? bytes[index] : nil }

        mutating func object() -> [String: String]? {
            var members: [String: String] = [:]
            guard take(UInt8(ascii: "{")) else { return nil }
            if take(UInt8(ascii: "}")) { return members }
            repeat {
                skipSpace()
                guard let name = string(), let plain = JSONText.decode(name, as: String.self),
                    take(UInt8(ascii: ":")), let value = value()
                else { return nil }
                members[plain] = value
            } while take(UInt8(ascii: ","))
            return take(UInt8(ascii: "}")) ? members : nil
        }

        private mutating func skipSpace() {
            while let byte = current, byte == 32 || (9...13).contains(byte) { index += 1 }
        }

        private mutating func take(_ byte: UInt8) -> Bool {
            skipSpace()
            guard current == byte else { return false }
            index += 1
            return true
        }

        private mutating func string() -> String? {
            let start = index
            guard current == UInt8(ascii: "\"") else { return nil }
            index += 1
            while let byte = current {
                index += 1
                if byte == UInt8(ascii: "\"") { return text(from: start) }
                if byte == UInt8(ascii: "\\") { index += 1 }
            }
            return nil
        }

        private mutating func value() -> String? {
            skipSpace()
            let start = index
            var depth = 0
            while let byte = current {
                switch byte {
                case UInt8(ascii: "\""): if string() == nil { return nil }
                case UInt8(ascii: "{"), UInt8(ascii: "["):
                    depth += 1
                    index += 1
                case UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: ","):
                    if depth == 0 { return index > start ? text(from: start) : nil }
                    if byte != UInt8(ascii: ",") { depth -= 1 }
                    index += 1
                default: index += 1
                }
            }
            return nil
        }

        private func text(from start: Int) -> String {
            String(decoding: bytes[start..<min(index, bytes.count)], as: UTF8.self)
        }
    }
}
