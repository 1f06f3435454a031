/// A host with its port, taken apart: `example.com:8080`, `[::1]:80`.
struct HostName: Equatable {
    /// In lower case, without a dot at the end.
    let host: String
    let port: UInt16?

    /// - Returns: nil if the text holds anything that a host cannot, as RFC 3986 section 3.2.2 says.
    init?(_ text: String) {
        var name = Substring(text)
        if let colon = text.lastIndex(of: ":"), !text.hasSuffix("]") {
            let digits = text[text.index(after: colon)...]
            // UInt16 would read a sign as well.
            guard let number = UInt16(digits), digits.first != "+" else { return nil }
            port = number
            name = text[..<colon]
        } else {
            port = nil
        }
        if name.hasSuffix("."), name.count > 1 { name = name.dropLast() }
        let isBracketed = name.hasPrefix("[") && name.hasSuffix("]")
        let inner = isBracketed ? name.dropFirst().dropLast() : name
        let isSane =
            !inner.isEmpty && inner.utf8.count <= 255
            && inner.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"):
                    true
                case UInt8(ascii: ":"): isBracketed
                default: false
                }
            }
        guard isSane else { return nil }
        host = name.lowercased()
    }
}
