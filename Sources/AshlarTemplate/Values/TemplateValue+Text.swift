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
        case .object(let object): return object.markup?.html ?? object.text
        default: return quoted
        }
    }

    /// The value as HTML: text is escaped, markup stays.
    func html() throws -> String {
        switch self {
        case .markup(let markup): markup.html
        case .object(let object): object.markup?.html ?? Markup.escaping(object.text).html
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
            text += "{"
            for (index, key) in dictionary.keys.enumerated() {
                if index > 0 { text += ", " }
                write(key)
                text += ": "
                write(dictionary.values[index])
            }
            text += "}"
        case .object(let object): text += object.text
        case .function(let function): text += "<function \(function.name)>"
        }
    }

    private mutating func write(_ sequence: any TemplateSequence) {
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
                if scalar.value < 0x20 || (0x7F...0xA0).contains(scalar.value) || scalar.value == 0xAD {
                    let digits = String(scalar.value, radix: 16)
                    text += "\\x" + (digits.count < 2 ? "0" + digits : digits)
                } else {
                    text.unicodeScalars.append(scalar)
                }
            }
        }
        text.unicodeScalars.append(quote)
    }
}
