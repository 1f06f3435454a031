/// Where in a page a place of a template is, found by reading the text before it as a browser would.
struct HTMLPosition: Sendable, Equatable {
    enum Place: Sendable, Equatable {
        case text, tagOpen, declaration, comment, tagName, tag, attributeName, afterName, beforeValue
        /// In an attribute's value: the quote around it, 0 without one.
        case value(UInt8)
        /// In an element whose text holds no tags.
        case content
        /// The branches that lead here end in different places.
        case unclear
    }

    /// How the content of an element is read.
    enum Element: Sendable, Equatable { case none, script, style, text }

    private(set) var place = Place.text
    private(set) var attribute = HTMLAttribute.plain
    private(set) var element = Element.none
    private(set) var script = ScriptPosition()
    private(set) var style = StylePosition()
    /// Whether what is printed in an address may still name its scheme.
    private(set) var isSchemeOpen = true
    /// Whether the text of an address itself names a scheme that is no address.
    private(set) var isScriptAddress = false
    /// Whether a value was printed in the attribute before.
    private(set) var hasOutput = false
    /// Whether what was read last may have ended the scheme of an address that is put together of values.
    private(set) var endsMixedScheme = false
    /// How deep what is read of a script hides in `<!--` and a `<script>` in it.
    private var hiding = 0
    /// The last eight bytes of a script.
    private var tail: UInt64 = 0
    private var name: [UInt8] = []
    private var word: [UInt8] = []
    private var value: [UInt8] = []
    private var scriptType: [UInt8]?
    private var isEnd = false
    private var run = 0

    /// The beginning of a page.
    init() {}

    /// The beginning of a file, by its name; nil for a file that is no HTML.
    init?(template: String) {
        let file = template.split(separator: "/").last.map(String.init) ?? template
        guard let dot = file.lastIndex(of: "."), dot > file.startIndex else { return }
        switch file[dot...].lowercased() {
        case ".html", ".htm", ".xhtml", ".svg", ".jinja", ".j2": break
        case ".js", ".mjs": (place, element) = (.content, .script)
        case ".css": (place, element) = (.content, .style)
        default: return nil
        }
    }

    static let unclear: HTMLPosition = {
        var position = HTMLPosition()
        position.place = .unclear
        return position
    }()

    /// Whether escaping for text does for what is printed here.
    var isPlain: Bool {
        switch place {
        case .text, .comment, .declaration: true
        case .content: element == .text
        case .value(let quote): quote != 0 && attribute == .plain
        default: false
        }
    }

    /// The inside of an attribute's value, between quotes that no text can hold.
    init(valueOf attribute: String) {
        word = Array(attribute.lowercased().utf8)
        beginValue(quote: 0xFF)
    }

    /// Whether a text is attributes of a tag, their values in quotes.
    static func isAttributeList(_ text: String) -> Bool {
        var position = HTMLPosition()
        position.place = .tag
        for byte in text.utf8 {
            position.read(byte)
            switch position.place {
            case .value(0), .text, .content: return false
            default: break
            }
        }
        return position.isBetweenAttributes
    }

    mutating func read(_ text: some Sequence<UInt8>) { for byte in text { read(byte) } }

    mutating func read(_ byte: UInt8) {
        endsMixedScheme = false
        switch place {
        case .text: if byte == UInt8(ascii: "<") { place = .tagOpen }
        case .tagOpen: readTagOpen(byte)
        case .declaration:
            if byte == UInt8(ascii: "-") {
                run += 1
                if run == 2 { (place, run) = (.comment, 0) }
            } else {
                run = -9
            }
            if byte == UInt8(ascii: ">") { place = .text }
        case .comment:
            if byte == UInt8(ascii: ">"), run >= 2 { place = .text }
            run = byte == UInt8(ascii: "-") ? run + 1 : 0
        case .tagName:
            if Self.endsName(byte) {
                place = .tag
                readTag(byte)
            } else {
                name.append(Self.lowercased(byte))
            }
        case .tag: readTag(byte)
        case .attributeName:
            if byte == UInt8(ascii: "=") {
                place = .beforeValue
            } else if Self.endsName(byte) {
                place = .afterName
                readAfterName(byte)
            } else {
                word.append(Self.lowercased(byte))
            }
        case .afterName: readAfterName(byte)
        case .beforeValue:
            if Self.isSpace(byte) { return }
            if byte == UInt8(ascii: ">") { return closeTag() }
            let isQuote = byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
            beginValue(quote: isQuote ? byte : 0)
            if !isQuote { readValue(byte) }
        case .value(let quote):
            if quote == 0 ? Self.isSpace(byte) || byte == UInt8(ascii: ">") : byte == quote {
                endValue()
                if byte == UInt8(ascii: ">"), quote == 0 { closeTag() }
            } else {
                readValue(byte)
            }
        case .content: readContent(byte)
        case .unclear: break
        }
    }

    private mutating func readTagOpen(_ byte: UInt8) {
        (name, scriptType, isEnd) = ([], nil, isEnd && name.isEmpty)
        if byte == UInt8(ascii: "!") {
            (place, run) = (.declaration, 0)
        } else if byte == UInt8(ascii: "/"), !isEnd {
            isEnd = true
        } else if (0x61...0x7A).contains(byte | 0x20) {
            name = [Self.lowercased(byte)]
            place = .tagName
        } else {
            isEnd = false
            place = byte == UInt8(ascii: "<") ? .tagOpen : .text
        }
    }

    private mutating func readTag(_ byte: UInt8) {
        if Self.isSpace(byte) || byte == UInt8(ascii: "/") { return }
        if byte == UInt8(ascii: ">") { return closeTag() }
        word = [Self.lowercased(byte)]
        place = .attributeName
    }

    private mutating func readAfterName(_ byte: UInt8) {
        if Self.isSpace(byte) { return }
        if byte == UInt8(ascii: "=") { place = .beforeValue } else { readTag(byte) }
    }

    private mutating func beginValue(quote: UInt8) {
        place = .value(quote)
        attribute = HTMLAttribute(
            named: String(decoding: word, as: UTF8.self), in: String(decoding: name, as: UTF8.self))
        (value, isSchemeOpen, isScriptAddress, hasOutput) = ([], true, false, false)
        script = ScriptPosition()
        style = StylePosition()
    }

    private mutating func readValue(_ byte: UInt8) {
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
        case .document: break
        }
    }

    /// Whether the value is `0; url=` so far, in a `<meta>`.
    private var isRefresh: Bool {
        guard name.elementsEqual("meta".utf8), word.elementsEqual("content".utf8) else { return false }
        let text = value.filter { !Self.isSpace($0) }
        let rest = text.drop { Lexer.isDigit($0) || $0 == UInt8(ascii: ".") }
        return rest.elementsEqual(";url=".utf8) || rest.elementsEqual(",url=".utf8)
    }

    private mutating func endValue() {
        if name.elementsEqual("script".utf8), word.elementsEqual("type".utf8) { scriptType = value }
        place = .tag
    }

    private mutating func closeTag() {
        place = .text
        defer { isEnd = false }
        guard !isEnd else { return element = .none }
        (run, script, style, hiding, tail) = (0, ScriptPosition(), StylePosition(), 0, 0)
        switch String(decoding: name, as: UTF8.self) {
        case "script":
            let type = scriptType.map { String(decoding: $0, as: UTF8.self) } ?? ""
            element = type.hasPrefix("text/") && !type.contains("javascript") ? .text : .script
        case "style": element = .style
        case "textarea", "title": element = .text
        default: return element = .none
        }
        place = .content
    }

    private mutating func readContent(_ byte: UInt8) {
        // A file of its own has no tag that ends it.
        let end = Array("</".utf8) + name
        if element == .script { hide(byte) }
        if !name.isEmpty {
            if run == end.count, Self.endsName(byte) {
                if hiding < 2 {
                    (place, isEnd, run) = (.tag, true, 0)
                    return readTag(byte)
                }
                (hiding, run) = (1, 0)
            }
            run = run < end.count && Self.lowercased(byte) == end[run] ? run + 1 : byte == UInt8(ascii: "<") ? 1 : 0
        }
        switch element {
        case .script: script.read(byte)
        case .style: style.read(byte)
        case .none, .text: break
        }
    }

    /// Follows what hides the end of a script: between `<!--` and `-->`, the one that belongs to a `<script>` there.
    private mutating func hide(_ byte: UInt8) {
        tail = tail << 8 | UInt64(Self.lowercased(byte))
        if hiding == 0, tail & 0xFFFF_FFFF == Self.bytes("<!--") {
            hiding = 1
        } else if hiding > 0, tail & 0xFF_FFFF == Self.bytes("-->") {
            hiding = 0
        } else if hiding == 1, Self.endsName(byte), tail >> 8 == Self.bytes("<script") {
            hiding = 2
        }
    }

    private static func bytes(_ text: StaticString) -> UInt64 {
        text.withUTF8Buffer { $0.reduce(0) { $0 << 8 | UInt64($1) } }
    }

    /// A value was printed here.
    mutating func readOutput() {
        endsMixedScheme = false
        tail = 0
        switch place {
        case .tagOpen:
            name = []
            place = .tagName
        case .tag, .afterName:
            word = []
            place = .attributeName
        case .beforeValue: beginValue(quote: 0)
        case .value:
            hasOutput = true
            switch attribute {
            case .script, .binding: script.readOutput()
            case .style: style.readOutput()
            case .plain, .address, .document: break
            }
        case .content:
            run = 0
            if element == .script { script.readOutput() } else if element == .style { style.readOutput() }
        default: break
        }
    }

    /// The place after branches that end here and there.
    func joined(with other: HTMLPosition) -> HTMLPosition {
        if self == other { return self }
        var result = self
        if isBetweenAttributes, other.isBetweenAttributes, name == other.name, isEnd == other.isEnd {
            result.place = .tag
            return result
        }
        guard place == other.place, element == other.element, hiding == other.hiding else { return .unclear }
        if case .value = place {
            guard attribute == other.attribute else { return .unclear }
        } else if place == .text {
            return HTMLPosition()
        }
        guard let script = script.joined(with: other.script), let style = style.joined(with: other.style) else {
            return .unclear
        }
        (result.script, result.style) = (script, style)
        result.hasOutput = hasOutput || other.hasOutput || value != other.value
        result.isSchemeOpen = isSchemeOpen || other.isSchemeOpen
        result.isScriptAddress = isScriptAddress || other.isScriptAddress
        result.run = 0
        return result
    }

    private var isBetweenAttributes: Bool {
        switch place {
        case .tagName: !name.isEmpty
        case .tag, .attributeName, .afterName: true
        default: false
        }
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    private static func endsName(_ byte: UInt8) -> Bool {
        isSpace(byte) || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/")
    }

    private static func lowercased(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }
}
