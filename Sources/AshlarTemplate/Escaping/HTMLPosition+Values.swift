extension HTMLPosition {
    mutating func beginValue(quote: UInt8) {
        place = .value(quote)
        attribute =
            isNameBranched
            ? .unclear
            : HTMLAttribute(
                named: String(decoding: word, as: UTF8.self), in: String(decoding: name, as: UTF8.self))
        (isNameBranched, isNamePrinted) = (false, false)
        (value, isSchemeOpen, isScriptAddress, hasOutput) = ([], true, false, false)
        script = ScriptPosition()
        style = StylePosition()
    }

    mutating func readValue(_ byte: UInt8) {
        if value.count < Self.valueBytes { value.append(Self.lowercased(byte)) }
        switch attribute {
        case .script, .binding: script.read(byte)
        case .style: style.read(byte)
        case .address: if isSchemeOpen { readScheme(byte) }
        case .plain: if byte == UInt8(ascii: "="), isRefreshAddress { (attribute, value) = (.address, []) }
        case .words, .document, .unclear: break
        }
    }

    /// An address may be written with references, which browsers resolve first.
    private mutating func readScheme(_ byte: UInt8) {
        let isColon = byte == UInt8(ascii: ":")
        if isColon || AddressReferences.mayEnd(value) {
            if hasOutput {
                endsMixedScheme = true
            } else {
                // What is longer is no scheme that anybody writes.
                isScriptAddress =
                    isScriptAddress || value.count == Self.valueBytes
                    || !SafeAddress.isSafe(html: String(decoding: value, as: UTF8.self))
            }
        }
        // The `#` of a reference is none.
        let isReference = byte == UInt8(ascii: "#") && value.dropLast().last == UInt8(ascii: "&")
        if ":/?#".utf8.contains(byte), !isReference { isSchemeOpen = false }
    }

    /// How much of a value is kept.
    private static let valueBytes = 40

    /// Whether the value is `0; url=` so far, in a `<meta>`.
    private var isRefreshAddress: Bool {
        guard name.elementsEqual("meta".utf8), word.elementsEqual("content".utf8) else { return false }
        let text = value.filter { !Self.isSpace($0) }
        let rest = text.drop { Lexer.isDigit($0) || $0 == UInt8(ascii: ".") }
        return rest.elementsEqual(";url=".utf8) || rest.elementsEqual(",url=".utf8)
    }

    /// Whether it is the `content` of a `<meta>` that is known to lead to another page.
    var isRefreshContent: Bool { isRefresh && attribute == .plain && word.elementsEqual("content".utf8) }

    /// Whether an address may follow in it without `url=`.
    var isRefreshOpen: Bool {
        isRefreshContent && value.contains { $0 == UInt8(ascii: ";") || $0 == UInt8(ascii: ",") }
    }

    /// How much of `;url=` was read in a `<meta>`, behind a number or nothing; nil where no address can follow.
    var nearRefresh: [UInt8]? {
        guard attribute == .plain, name.elementsEqual("meta".utf8), word.elementsEqual("content".utf8) else {
            return nil
        }
        let rest = value.filter { !Self.isSpace($0) }.drop { Lexer.isDigit($0) || $0 == UInt8(ascii: ".") }
        return [";url", ",url"].contains { $0.utf8.starts(with: rest) } ? Array(rest) : nil
    }

    /// Whether the attribute tells how the content of a `<script>` is read.
    var isScriptType: Bool { name.elementsEqual("script".utf8) && word.elementsEqual("type".utf8) }

    mutating func endValue() {
        if isScriptType { scriptType = value }
        if name.elementsEqual("meta".utf8), word.elementsEqual("http-equiv".utf8) {
            isRefresh = value.elementsEqual("refresh".utf8)
        }
        place = .tag
    }
}
