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
        return ".custom(unsafe: \(type.swiftLiteral))"
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
