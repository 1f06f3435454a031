import AshlarSupport

/// A migration as its file declares it: the fields that it was made from.
struct MigrationFile: Sendable, Equatable {
    /// The fields, in their order.
    let fields: [Field]

    /// Reads the columns of the table that a migration makes, or those that it adds or, backwards, takes away, as generators write
    /// them.
    ///
    /// - Returns: nil if there is a line among them that no generator writes.
    init?(_ text: String) {
        for table in text.ranges(of: /schema\.(create|alter)\(/) {
            // Where columns go there are none to read; the other direction has them.
            guard let fields = Self.fields(text[table.upperBound...]) else { continue }
            self.fields = fields
            return
        }
        return nil
    }

    /// The columns between the next braces.
    private static func fields(_ text: Substring) -> [Field]? {
        guard let brace = text.firstIndex(of: "{") else { return nil }
        var fields: [Field] = []
        for line in text[text.index(after: brace)...].split(separator: "\n") {
            let line = line.drop(while: \.isWhitespace)
            if line == "}" { break }
            if line == "$0.id()" || line == "$0.timestamps()" { continue }
            guard let field = field(line) else { return nil }
            fields.append(field)
        }
        return fields
    }

    private static func field(_ line: Substring) -> Field? {
        guard
            let match = line.wholeMatch(
                of: /\$0\.(\w+)\("(\w+)"(?:, ((?:[^()]|\([^()]*\))*))?\)((?:\.\w+\((?:"[^"]*"|[^)]*)\))*)/)
        else { return nil }
        let (method, first, rest) = (String(match.1), String(match.2), match.3.map(String.init) ?? "")
        var text: String
        if method == "references" {
            guard let column = rest.firstMatch(of: /as: "(\w+)_id"/) else { return nil }
            text = "\(column.1):references=\(Inflector.singular(first))"
        } else if method == "array" {
            guard let element = rest.firstMatch(of: /of: \.(\w+)(?:\(([^)]*)\)?)?/) else { return nil }
            let type = element.1 == "text" ? "string" : String(element.1)
            let numbers = element.2.map { String($0) } ?? ""
            text = "\(first):\(type)[]" + (numbers.isEmpty || numbers == "12, 2" ? "" : "=\(numbers)")
        } else {
            text = "\(first):\(method)" + (rest.isEmpty ? "" : "=\(rest.filter { $0 != " " })")
        }
        for call in match.4.matches(of: /\.(\w+)\(("[^"]*"|[^)]*)\)/) {
            let value = call.2.filter { $0 != "\"" }
            switch call.1 {
            case "nullable", "index", "unique": text += ":\(call.1)"
            case "default": text += ":default=\(value)"
            case "onDelete": text += ":\(value.dropFirst())"
            default: return nil
            }
        }
        return try? Field(text)
    }
}
