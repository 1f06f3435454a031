/// Entity tags (RFC 9110 section 8.8.3).
public enum EntityTag {
    /// Whether a list of an `If-None-Match` or `If-Match` field has a tag; `*` has any.
    ///
    /// - Parameters:
    ///   - list: the field's value.
    ///   - tag: the tag with its quotes, `"abc"` or `W/"abc"`.
    ///   - strongly: whether a weak tag is never the same (section 8.8.3.2).
    public static func list(_ list: String, has tag: String, strongly: Bool = false) -> Bool {
        if list == "*" { return true }
        if strongly, tag.hasPrefix("W/") { return false }
        let opaque = tag.hasPrefix("W/") ? tag.dropFirst(2) : tag[...]
        var rest = list.utf8[...]
        while true {
            rest = rest.drop { $0 == 0x20 || $0 == 0x09 || $0 == UInt8(ascii: ",") }
            guard !rest.isEmpty else { return false }
            let isWeak = rest.starts(with: "W/".utf8)
            if isWeak { rest = rest.dropFirst(2) }
            guard rest.first == UInt8(ascii: "\""), let end = rest.dropFirst().firstIndex(of: UInt8(ascii: "\"")) else {
                return false
            }
            let candidate = rest[...end]
            rest = rest[rest.index(after: end)...]
            if !(strongly && isWeak), candidate.elementsEqual(opaque.utf8) { return true }
        }
    }
}
