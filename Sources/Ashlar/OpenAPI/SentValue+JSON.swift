import AshlarSupport

extension SentValue {
    /// It as JSON, its members in their order: documents that are read by people and compared by programs.
    ///
    /// - Parameter isIndented: whether each member has a line of its own.
    func json(isIndented: Bool = false) -> String {
        var text = ""
        write(to: &text, indentation: isIndented ? 0 : nil)
        return text
    }

    private func write(to text: inout String, indentation: Int?) {
        switch self {
        case .null, .other: text += "null"
        case .bool(let value): text += value ? "true" : "false"
        case .number(let digits): text += digits
        case .text(let value): Self.write(value, to: &text)
        case .list(let values):
            Self.write("[", "]", values.count, to: &text, indentation) { index, text, inner in
                values[index].write(to: &text, indentation: inner)
            }
        case .members(let members):
            Self.write("{", "}", members.count, to: &text, indentation) { index, text, inner in
                Self.write(members[index].name, to: &text)
                text += inner == nil ? ":" : ": "
                members[index].value.write(to: &text, indentation: inner)
            }
        }
    }

    private static func write(
        _ open: String, _ close: String, _ count: Int, to text: inout String, _ indentation: Int?,
        _ element: (Int, inout String, Int?) -> Void
    ) {
        text += open
        let inner = indentation.map { $0 + 1 }
        for index in 0..<count {
            if index > 0 { text += "," }
            if let inner { text += "\n" + String(repeating: "  ", count: inner) }
            element(index, &text, inner)
        }
        if let indentation, count > 0 { text += "\n" + String(repeating: "  ", count: indentation) }
        text += close
    }

    private static func write(_ value: String, to text: inout String) {
        text += "\""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case "\0"..."\u{1F}", "\u{2028}", "\u{2029}", "<":
                // What could end a script that a page has it in.
                let hex = String(scalar.value, radix: 16, uppercase: true)
                text += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }
}
