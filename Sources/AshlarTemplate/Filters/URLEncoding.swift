/// `urlencode`: percent-encoding of a path, or of pairs as a query.
enum URLEncoding {
    static func encode(_ value: TemplateValue) throws -> String {
        switch value {
        case .dictionary(let dictionary): return try query(dictionary.items)
        case .array(let sequence): return try query(sequence.values())
        default: return encode(try value.text(), isQuery: false)
        }
    }

    private static func query(_ pairs: [TemplateValue]) throws -> String {
        try pairs.map { pair in
            let parts = try pair.requiredElements().values()
            guard parts.count == 2 else { throw Failure("it needs pairs of a key and a value") }
            return try encode(parts[0].text(), isQuery: true) + "=" + encode(parts[1].text(), isQuery: true)
        }.joined(separator: "&")
    }

    private static func encode(_ text: String, isQuery: Bool) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: bytes.append(byte)
            case UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "~"): bytes.append(byte)
            case UInt8(ascii: "/") where !isQuery: bytes.append(byte)
            case UInt8(ascii: " ") where isQuery: bytes.append(UInt8(ascii: "+"))
            default: bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
