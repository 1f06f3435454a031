import AshlarSupport

/// A check constraint as it is in the database.
public struct CheckInfo: Sendable, Equatable {
    /// Its name.
    public let name: String
    /// The columns that it is about.
    public let columns: [String]
    /// Its condition: `(status = ANY (ARRAY['draft'::text, 'published'::text]))`.
    public let condition: String

    /// The texts that the check allows, where it says nothing but that its one column has one of a few.
    var allowedTexts: [String]? {
        guard columns.count == 1, let (shape, texts) = Self.withoutTexts(condition), !texts.isEmpty else { return nil }
        // `IN` and `= ANY` are the same to PostgreSQL, which writes the casts of the column's type between.
        let bare = shape.replacing(
            /::(?:text|character varying|bpchar|character|citext)(?:\(\d+\))?(?:\[\])?/, with: ""
        )
        .filter { $0 != "(" && $0 != ")" && $0 != " " }
        let column = /^(?:"[^"]+"|[a-z_][a-z0-9_$]*)/
        guard let name = bare.prefixMatch(of: column) else { return nil }
        let rest = bare[name.range.upperBound...]
        let list = repeatElement("?", count: texts.count).joined(separator: ",")
        return rest == "=ANYARRAY[\(list)]" || (rest == "=?" && texts.count == 1) ? texts : nil
    }

    /// An expression with `?` for each of its texts, and the texts; nil for one that cannot be read.
    private static func withoutTexts(_ expression: String) -> (shape: String, texts: [String])? {
        var shape = ""
        var texts: [String] = []
        var rest = expression[...]
        while let character = rest.popFirst() {
            if character == "\"" {
                // A name, which may hold anything but is no text.
                guard let end = rest.firstIndex(of: "\"") else { return nil }
                shape += "\"\(rest[..<end].filter { $0.isLetter || $0.isNumber })_\""
                rest = rest[rest.index(after: end)...]
                continue
            }
            let isEscaped = character == "E" && rest.first == "'"
            guard character == "'" || isEscaped else {
                shape.append(character)
                continue
            }
            if isEscaped { rest = rest.dropFirst() }
            var text = ""
            var isClosed = false
            while let inner = rest.popFirst() {
                if inner == "'" {
                    guard rest.first == "'" else {
                        isClosed = true
                        break
                    }
                    rest = rest.dropFirst()
                } else if inner == "\\", isEscaped {
                    guard rest.first == "\\" else { return nil }
                    rest = rest.dropFirst()
                }
                text.append(inner)
            }
            guard isClosed else { return nil }
            texts.append(text)
            shape += "?"
        }
        return (shape, texts)
    }
}
