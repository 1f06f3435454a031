/// Defaults as the catalogue writes them.
enum DefaultText {
    /// What a constant stands for: `draft` for `'draft'::character varying`; nil for a call or another expression.
    static func constant(_ expression: String) -> String? {
        var text = expression[...]
        while text.hasPrefix("("), text.hasSuffix(")") { text = text.dropFirst().dropLast() }
        if text.hasPrefix("'") || text.hasPrefix("E'") { return quoted(text) }
        let value = text.prefix { $0 != ":" }
        guard isCast(text.dropFirst(value.count)) else { return nil }
        let bare = value.hasPrefix("(") && value.hasSuffix(")") ? value.dropFirst().dropLast() : value
        if bare == "true" || bare == "false" { return String(bare) }
        return bare.wholeMatch(of: /-?[0-9]+(\.[0-9]+)?/) == nil ? nil : String(bare)
    }

    /// Whether the expression is the time at which the row is written.
    static func isNow(_ expression: String) -> Bool {
        let call = expression.prefix { $0 != ":" }.lowercased()
        return ["now()", "current_timestamp", "localtimestamp", "transaction_timestamp()", "clock_timestamp()"]
            .contains(call)
    }

    /// Whether the expression makes a UUID.
    static func isUUID(_ expression: String) -> Bool {
        ["gen_random_uuid()", "uuid_generate_v4()", "uuidv4()", "uuidv7()"].contains(expression)
    }

    private static func quoted(_ expression: Substring) -> String? {
        let isEscaped = expression.hasPrefix("E")
        var rest = expression.dropFirst(isEscaped ? 2 : 1)
        var text = ""
        while let character = rest.popFirst() {
            if character == "'" {
                guard rest.first == "'" else { return isCast(rest) ? text : nil }
                rest = rest.dropFirst()
            } else if character == "\\", isEscaped {
                guard rest.first == "\\" else { return nil }
                rest = rest.dropFirst()
            }
            text.append(character)
        }
        return nil
    }

    /// Nothing, or `::text`, `::character varying(20)`, `::mood[]`.
    private static func isCast(_ text: Substring) -> Bool {
        text.isEmpty || (text.hasPrefix("::") && !text.contains("'") && !text.dropFirst(2).contains(":"))
    }
}
