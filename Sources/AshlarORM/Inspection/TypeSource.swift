/// Types of PostgreSQL as Swift source of a migration.
enum TypeSource {
    private static let names: [String: String] = [
        "boolean": "boolean", "smallint": "smallInteger", "integer": "integer", "bigint": "bigInteger", "real": "float",
        "double precision": "double", "text": "text", "uuid": "uuid", "date": "date",
        "timestamp with time zone": "timestamp", "timestamp without time zone": "timestampWithoutZone",
        "bytea": "binary", "json": "json", "jsonb": "jsonb", "citext": "citext", "interval": "interval", "inet": "inet",
        "cidr": "cidr", "xml": "xml", "hstore": "hstore", "ltree": "ltree", "tsvector": "tsvector", "money": "money",
        "time without time zone": "time", "time with time zone": "timeWithZone",
    ]

    /// `.string(100)` for `character varying(100)`.
    static func expression(_ type: String) -> String {
        if type.hasSuffix("[]") { return ".array(of: \(expression(String(type.dropLast(2)))))" }
        if let name = names[type] { return ".\(name)" }
        if let match = type.wholeMatch(of: /character varying\((\d+)\)/) { return ".string(\(match.1))" }
        if let match = type.wholeMatch(of: /numeric\((\d+),(-?\d+)\)/) { return ".decimal(\(match.1), \(match.2))" }
        if let match = type.wholeMatch(of: /character\((\d+)\)/) { return ".char(\(match.1))" }
        if type.wholeMatch(of: /[a-z_][a-z0-9_]*/) != nil, !builtIn.contains(type) {
            return ".named(\(type.swiftLiteral))"
        }
        return ".custom(unsafe: \(type.swiftLiteral))"
    }

    /// A line that changes a column's type, with the conversion where PostgreSQL does none by itself.
    static func change(_ name: String, from old: String, to new: String) -> String {
        let conversion =
            converts(TypeFamily.base(old), TypeFamily.base(new)) ? "" : ", using: \("\"\(name)\"::\(new)".swiftLiteral)"
        return "$0.change(\(name.swiftLiteral)).type(\(expression(new))\(conversion))"
    }

    /// A constant as a default of a column of that type.
    static func constant(_ text: String, _ type: String) -> String {
        switch TypeFamily.base(type) {
        case "boolean" where text == "true" || text == "false": text
        case "smallint", "integer", "bigint", "numeric", "real", "double precision":
            Double(text) == nil ? text.swiftLiteral : Int(text) != nil ? text : decimal(text, type)
        default: text.swiftLiteral
        }
    }

    /// A literal with a fraction, which as a number would go through a Double.
    private static func decimal(_ text: String, _ type: String) -> String {
        type.hasPrefix("numeric") ? text.swiftLiteral : text
    }

    private static let numbers: Set<String> = ["smallint", "integer", "bigint", "numeric", "real", "double precision"]
    private static let texts: Set<String> = ["text", "character varying", "character", "citext", "name"]
    private static let times: Set<String> = ["date", "timestamp with time zone", "timestamp without time zone"]
    private static let builtIn: Set<String> = ["numeric", "oid", "name", "regclass", "macaddr", "macaddr8", "bit"]

    private static func converts(_ old: String, _ new: String) -> Bool {
        old == new || texts.contains(new) || [numbers, times].contains { $0.contains(old) && $0.contains(new) }
    }

    /// `$0.string("title", 100)`
    static func definition(_ name: String, _ type: String) -> String {
        let quoted = name.swiftLiteral
        if type.hasSuffix("[]") { return "$0.array(\(quoted), of: \(expression(String(type.dropLast(2)))))" }
        if let function = names[type] { return "$0.\(function)(\(quoted))" }
        if let match = type.wholeMatch(of: /character varying\((\d+)\)/) { return "$0.string(\(quoted), \(match.1))" }
        if let match = type.wholeMatch(of: /numeric\((\d+),(-?\d+)\)/) {
            return "$0.decimal(\(quoted), \(match.1), \(match.2))"
        }
        return "$0.column(\(quoted), \(expression(type)))"
    }
}

extension String {
    /// The text as a literal of Swift.
    var swiftLiteral: String {
        var text = "\""
        for scalar in unicodeScalars {
            switch scalar {
            case "\\": text += "\\\\"
            case "\"": text += "\\\""
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\0": text += "\\0"
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text + "\""
    }
}
