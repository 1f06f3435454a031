/// A header value with parameters (RFC 9110 section 5.6.6): `form-data; name="photo"; filename="a.png"`.
struct HeaderParameters {
    /// What is before the first semicolon, in lower case.
    let value: String
    private let parameters: [(name: String, value: String)]

    /// - Returns: nil for a value whose quotes do not end.
    init?(_ text: String) {
        var bytes = text.utf8[...]
        value = Self.token(&bytes, until: [UInt8(ascii: ";")]).lowercased()
        var parameters: [(String, String)] = []
        while bytes.popFirst() == UInt8(ascii: ";") {
            let name = Self.token(&bytes, until: [UInt8(ascii: "="), UInt8(ascii: ";")]).lowercased()
            guard bytes.first == UInt8(ascii: "=") else { continue }
            bytes = bytes.dropFirst().drop { $0 == 0x20 || $0 == 0x09 }
            if bytes.first == UInt8(ascii: "\"") {
                guard let text = Self.quoted(&bytes) else { return nil }
                parameters.append((name, text))
                bytes = bytes.drop { $0 != UInt8(ascii: ";") }
            } else {
                parameters.append((name, Self.token(&bytes, until: [UInt8(ascii: ";")])))
            }
        }
        self.parameters = parameters
    }

    subscript(_ name: String) -> String? { parameters.first { $0.name == name }?.value }

    private static func token(_ bytes: inout Substring.UTF8View, until ends: [UInt8]) -> String {
        let token = bytes.prefix { !ends.contains($0) }
        bytes = bytes.dropFirst(token.count)
        return Substring(token).filter { $0 != " " && $0 != "\t" }
    }

    private static func quoted(_ bytes: inout Substring.UTF8View) -> String? {
        bytes = bytes.dropFirst()
        var text: [UInt8] = []
        while let byte = bytes.popFirst() {
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
            // Only quotes and backslashes are escaped: in a Windows path a backslash is one.
            case UInt8(ascii: "\\") where bytes.first == UInt8(ascii: "\"") || bytes.first == UInt8(ascii: "\\"):
                text.append(bytes.removeFirst())
            default: text.append(byte)
            }
        }
        return nil
    }
}
