/// One proxy's account of a request (RFC 7239 section 4): `for=192.0.2.60;proto=https;host=example.com`.
struct ForwardedElement: Equatable {
    var client: String?
    var scheme: String?
    var host: String?

    /// Reads the values of a `Forwarded` field; nil if anything in it is malformed, as then none of it can be relied on.
    static func parse(_ text: String) -> [ForwardedElement]? {
        var scanner = Scanner(bytes: Array(text.utf8))
        var elements: [ForwardedElement] = []
        repeat {
            guard let element = scanner.element() else { return nil }
            elements.append(element)
        } while scanner.take(UInt8(ascii: ","))
        return scanner.isAtEnd ? elements : nil
    }

    private struct Scanner {
        let bytes: [UInt8]
        var index = 0

        init(bytes: [UInt8]) { self.bytes = bytes }

        var isAtEnd: Bool { index == bytes.count }
        var current: UInt8? { index < bytes.count ? bytes[index] : nil }

        mutating func skipSpace() {
            while let byte = current, byte == 32 || byte == 9 { index += 1 }
        }

        mutating func take(_ byte: UInt8) -> Bool {
            guard current == byte else { return false }
            index += 1
            return true
        }

        mutating func element() -> ForwardedElement? {
            var element = ForwardedElement()
            repeat {
                skipSpace()
                guard let name = token()?.lowercased(), take(UInt8(ascii: "=")), let value = quoted() ?? token() else {
                    return nil
                }
                switch name {
                case "for": element.client = value
                case "proto": element.scheme = value
                case "host": element.host = value
                default: break
                }
                skipSpace()
            } while take(UInt8(ascii: ";"))
            return element
        }

        mutating func token() -> String? {
            let start = index
            while let byte = current, Self.isToken(byte) { index += 1 }
            return index > start ? String(decoding: bytes[start..<index], as: UTF8.self) : nil
        }

        mutating func quoted() -> String? {
            guard current == UInt8(ascii: "\"") else { return nil }
            var value: [UInt8] = []
            var position = index + 1
            while position < bytes.count {
                switch bytes[position] {
                case UInt8(ascii: "\""):
                    index = position + 1
                    return String(decoding: value, as: UTF8.self)
                case UInt8(ascii: "\\"):
                    position += 1
                    if position < bytes.count { value.append(bytes[position]) }
                case let byte: value.append(byte)
                }
                position += 1
            }
            return nil
        }

        /// RFC 9110 section 5.6.2; `:`, `[` and `]` are let through, as proxies forget to quote addresses.
        static func isToken(_ byte: UInt8) -> Bool {
            byte > 32 && byte < 127 && !"\"(),/;<=>?@\\{}".utf8.contains(byte)
        }
    }
}
