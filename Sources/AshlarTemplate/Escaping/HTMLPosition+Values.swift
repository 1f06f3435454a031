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
        if value.count < 40 { value.append(Self.lowercased(byte)) }
        switch attribute {
        case .script, .binding: script.read(byte)
        case .style: style.read(byte)
        case .address:
            if isSchemeOpen, byte == UInt8(ascii: ":") {
                if hasOutput {
                    endsMixedScheme = true
                } else {
                    isScriptAddress = !SafeAddress.isSafe(String(decoding: value, as: UTF8.self))
                }
            }
            if ":/?#".utf8.contains(byte) { isSchemeOpen = false }
        case .plain: if byte == UInt8(ascii: "="), isRefresh { (attribute, value) = (.address, []) }
        case .document, .unclear: break
        }
    }

    /// Whether the value is `0; url=` so far, in a `<meta>`.
    private var isRefresh: Bool {
        guard name.elementsEqual("meta".utf8), word.elementsEqual("content".utf8) else { return false }
        let text = value.filter { !Self.isSpace($0) }
        let rest = text.drop { Lexer.isDigit($0) || $0 == UInt8(ascii: ".") }
        return rest.elementsEqual(";url=".utf8) || rest.elementsEqual(",url=".utf8)
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
        place = .tag
    }
}
