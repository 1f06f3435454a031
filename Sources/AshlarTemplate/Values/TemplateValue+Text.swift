extension TemplateValue {
    /// The value as it is printed, before escaping.
    ///
    /// - Throws: for a strict undefined value.
    public func text() throws -> String {
        switch self {
        case .undefined(let undefined):
            try undefined.use()
            return undefined.behavior == .debug ? undefined.debugText : ""
        case .string(let text): return text
        case .markup(let markup): return markup.html
        case .object(let object):
            if let markup = object.markup { return markup.html }
            try object.checkText()
            return object.text
        case .function(let function): throw function.uncalled
        default: return quoted
        }
    }

    /// The value as HTML: text is escaped, markup stays.
    func html() throws -> String {
        switch self {
        case .markup(let markup): markup.html
        case .object(let object): try object.markup?.html ?? Markup.escaping(text()).html
        default: Markup.escaping(try text()).html
        }
    }

    /// Whether the value is HTML already.
    var isMarkup: Bool {
        switch self {
        case .markup: true
        case .object(let object): object.markup != nil
        default: false
        }
    }

    /// The value as Jinja prints it inside a list: strings in quotes.
    var quoted: String {
        var writer = ValueWriter()
        writer.write(self)
        return writer.text
    }
}

/// Writes values the way Jinja, and so Python, prints them.
struct ValueWriter {
    private(set) var text = ""
    /// Lists that hold each other twice over and over print exponentially long; here it ends.
    private static let longest = 16 << 20
    /// The changed lists and dictionaries around the current place: one that holds itself prints as `[...]` in itself.
    private var around: [ObjectIdentifier] = []

    mutating func write(_ value: TemplateValue) {
        guard text.utf8.count < Self.longest else { return }
        switch value {
        case .undefined: text += "Undefined"
        case .none: text += "None"
        case .bool(let flag): text += flag ? "True" : "False"
        case .int(let number): text += String(number)
        case .double(let number): text += NumberText.text(of: number)
        case .string(let string): writeQuoted(string)
        case .markup(let markup):
            text += "Markup("
            writeQuoted(markup.html)
            text += ")"
        case .array(let sequence): write(sequence)
        case .dictionary(let dictionary):
            guard dictionary.mayHoldItself else { return write(dictionary.pairs) }
            within(dictionary, "{...}") { $0.write(dictionary.pairs) }
        case .object(let object): text += object.text
        case .function(let function): text += "<function \(function.name)>"
        }
    }

    private mutating func within(_ container: AnyObject, _ itself: String, _ body: (inout ValueWriter) -> Void) {
        guard !around.contains(ObjectIdentifier(container)), around.count <= Target.deepest else {
            return text += itself
        }
        around.append(ObjectIdentifier(container))
        body(&self)
        around.removeLast()
    }

    private mutating func write(_ pairs: TemplatePairs) {
        text += "{"
        for (index, key) in pairs.keys.enumerated() {
            if index > 0 { text += ", " }
            write(key)
            text += ": "
            write(pairs.values[index])
        }
        text += "}"
    }

    private mutating func write(_ sequence: any TemplateSequence) {
        if let list = sequence as? TemplateArray, list.mayHoldItself {
            return within(list, "[...]") { $0.writeElements(list) }
        }
        if let view = sequence as? DictionaryView {
            text += view.typeName + "("
            writeElements(TemplateArray(view.values()))
            text += ")"
            return
        }
        writeElements(sequence)
    }

    private mutating func writeElements(_ sequence: any TemplateSequence) {
        if let range = sequence as? TemplateRange {
            text += range.text
            return
        }
        let isTuple = sequence.isTuple
        text += isTuple ? "(" : "["
        for index in 0..<sequence.count {
            guard text.utf8.count < Self.longest else { return }
            if index > 0 { text += ", " }
            if let element = try? sequence.element(at: index) { write(element) }
        }
        if isTuple, sequence.count == 1 { text += "," }
        text += isTuple ? ")" : "]"
    }

    private mutating func writeQuoted(_ string: String) {
        let quote: Unicode.Scalar =
            string.unicodeScalars.contains("'") && !string.unicodeScalars.contains("\"") ? "\"" : "'"
        text.unicodeScalars.append(quote)
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case "\\": text += "\\\\"
            case quote: text += "\\\(quote)"
            default:
                if scalar.isPrintable { text.unicodeScalars.append(scalar) } else { text += scalar.escape }
            }
        }
        text.unicodeScalars.append(quote)
    }
}

extension Unicode.Scalar {
    /// Whether Python prints the character as it is.
    var isPrintable: Bool {
        if value < 0x7F { return value >= 0x20 }
        switch properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator,
            .spaceSeparator:
            return false
        default: return true
        }
    }

    /// The character as an escape of Python: `\xe9`, `\u2028`, `\U0001f600`.
    var escape: String {
        let digits = String(value, radix: 16)
        let (mark, width) = value < 0x100 ? ("\\x", 2) : value < 0x10000 ? ("\\u", 4) : ("\\U", 8)
        return mark + String(repeating: "0", count: width - digits.count) + digits
    }
}

extension String {
    /// The text with all but ASCII as escapes of Python.
    var escapedToASCII: String { unicodeScalars.reduce(into: "") { $0 += $1.isASCII ? String($1) : $1.escape } }
}
