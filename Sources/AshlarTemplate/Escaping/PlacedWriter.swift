/// Writes values as one place of a page asks for.
struct PlacedWriter: Sendable {
    let place: OutputPlace
    /// Whether the author vouches for markup that is printed: in a script or a style it is printed as it is.
    let isTrusted: Bool

    func write(_ value: TemplateValue, _ state: RenderState) throws {
        guard state.autoescape else { return try state.write(value) }
        // Scripts have a word for nothing.
        let isNull = if case .script = place { value.isNone } else { false }
        try state.write(try text(of: isNull ? value : try state.finalized(value)))
        if case .addressPart(let quote) = place { try state.checkAddress(behind: quote) }
    }

    /// The bytes, ready for the page.
    func text(of value: TemplateValue) throws -> [UInt8] {
        var bytes: [UInt8] = []
        switch place {
        case .text: bytes = Array(try value.html().utf8)
        case .attribute: Self.append(attribute: value.isPrintedAsMarkup, try value.html(), to: &bytes)
        case .address:
            let text = try value.text()
            if value.isPrintedAsMarkup ? SafeAddress.isSafe(html: text) : SafeAddress.isSafe(text) {
                Self.append(attribute: value.isPrintedAsMarkup, try value.html(), to: &bytes)
            } else {
                bytes = Array(SafeAddress.refused.utf8)
            }
        case .words:
            let text = try value.text()
            Self.append(
                isTrusted && value.isMarkup || StyleEscape.isSafe(text) ? text : StyleEscape.refused, isAttribute: true,
                to: &bytes)
        case .document:
            HTMLEscape.append(try value.html(), to: &bytes)
        case .name:
            if value.isPrintedAsMarkup { return Array(try checkedAttributes(value).utf8) }
            bytes = Array(try Self.checkedName(try value.text()).utf8)
        case .addressPart:
            Self.append(attribute: value.isPrintedAsMarkup, try value.html(), to: &bytes)
        case .boundAddress(let isString):
            // Of a literal that is written out, what is between its quotes.
            if isTrusted, value.isMarkup, SafeAddress.isSafe(String(try value.html().drop { $0 == "\"" || $0 == "'" }))
            {
                Self.append(try value.html(), isAttribute: true, to: &bytes)
                break
            }
            var checked = value
            if let text = try value.plainText ?? (value.isMarkup || isString ? value.text() : nil) {
                checked = .string(SafeAddress.checked(text))
            }
            let text = isString ? ScriptEscape.string(try checked.text()) : try ScriptEscape.value(checked)
            Self.append(text, isAttribute: true, to: &bytes)
        case .script(let isAttribute):
            let text = isTrusted && value.isMarkup ? try value.html() : try ScriptEscape.value(value)
            Self.append(text, isAttribute: isAttribute, to: &bytes)
        case .scriptString(let isAttribute):
            let text = isTrusted && value.isMarkup ? try value.html() : ScriptEscape.string(try value.text())
            Self.append(text, isAttribute: isAttribute, to: &bytes)
        case .style(let isAttribute):
            let text = try value.text()
            Self.append(
                isTrusted && value.isMarkup || StyleEscape.isSafe(text) ? text : StyleEscape.refused,
                isAttribute: isAttribute, to: &bytes)
        case .styleString(let isAttribute, let isAddress):
            var text = try value.text()
            if isAddress { text = SafeAddress.checked(text) }
            Self.append(
                isTrusted && value.isMarkup ? text : StyleEscape.string(text), isAttribute: isAttribute, to: &bytes)
        }
        return bytes
    }

    private static func append(_ text: String, isAttribute: Bool, to bytes: inout [UInt8]) {
        if isAttribute { HTMLEscape.append(text, to: &bytes) } else { bytes.append(contentsOf: text.utf8) }
    }

    /// Markup keeps its character references, but cannot end the attribute.
    private static func append(attribute isMarkup: Bool, _ html: String, to bytes: inout [UInt8]) {
        guard isMarkup else { return bytes.append(contentsOf: html.utf8) }
        for byte in html.utf8 {
            switch byte {
            case UInt8(ascii: "\""): bytes += Array("&#34;".utf8)
            case UInt8(ascii: "'"): bytes += Array("&#39;".utf8)
            case UInt8(ascii: "<"): bytes += Array("&lt;".utf8)
            case UInt8(ascii: ">"): bytes += Array("&gt;".utf8)
            default: bytes.append(byte)
            }
        }
    }

    /// Markup inside of a tag: attributes, with quotes around what may come from a value.
    private func checkedAttributes(_ value: TemplateValue) throws -> String {
        let html = try value.html()
        if !isTrusted, value.isMarkup, !HTMLPosition.isAttributeList(html) {
            throw Failure(
                "\(TemplateValue.string(html).quoted) cannot be printed inside of a tag",
                suggestion: "Put quotes around each attribute's value, or use the filter xmlattr.")
        }
        return html
    }

    /// Names of attributes, with spaces between them: no value, no handler, nothing that leaves the tag.
    private static func checkedName(_ text: String) throws -> String {
        let isName = text.utf8.allSatisfy { byte in
            byte < 0x80
                && (byte == 0x20 || Lexer.isDigit(byte) || (0x61...0x7A).contains(byte | 0x20)
                    || [0x2D, 0x2E, 0x3A, 0x5F].contains(byte))
        }
        let isHarmless = text.lowercased().split(separator: " ").allSatisfy { name in
            HTMLAttribute(named: String(name)) == .plain && name != "script"
        }
        guard isName, isHarmless else {
            throw Failure(
                "\(TemplateValue.string(text).quoted) cannot be printed inside of a tag",
                suggestion: "Print it in the quotes of an attribute, or use the filter xmlattr.")
        }
        return text
    }
}

extension TemplateValue {
    /// Whether printing the value prints HTML that is not escaped.
    fileprivate var isPrintedAsMarkup: Bool {
        switch self {
        case .markup: true
        case .object(let object): object.markup != nil
        default: false
        }
    }
}
