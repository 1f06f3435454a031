import AshlarPostgres

/// Which columns can hold the values of a property.
enum TypeFamily {
    /// Whether a property that is sent as a type can be read from a column and written to it.
    static func accepts(_ type: PostgresType, _ column: ColumnInfo) -> Bool {
        // What the server infers, and what is a type of the database's own, only the app can know.
        if type == .inferred || type.name == nil || column.kind == "d" { return true }
        return accepts(type.name ?? "", base(column.type), isEnum: column.kind == "e")
    }

    /// Whether a column holds text.
    static func isText(_ column: ColumnInfo) -> Bool {
        ["text", "character varying", "character", "citext"].contains(base(column.type))
    }

    /// A type without its modifiers: `character varying` for `character varying(100)`.
    static func base(_ type: String) -> String { type.replacing(/\([0-9, ]*\)/, with: "") }

    private static func accepts(_ sent: String, _ stored: String, isEnum: Bool) -> Bool {
        if sent == stored { return true }
        if sent.hasSuffix("[]"), stored.hasSuffix("[]") {
            return accepts(String(sent.dropLast(2)), String(stored.dropLast(2)), isEnum: isEnum)
        }
        return switch sent {
        case "text", "character varying", "character", "name":
            isEnum || ["text", "character varying", "character", "citext", "name", "xml"].contains(stored)
        case "bigint": ["integer", "smallint"].contains(stored)
        case "integer": stored == "smallint"
        case "double precision": stored == "real"
        case "timestamp with time zone": ["timestamp without time zone", "date"].contains(stored)
        case "jsonb", "json": ["jsonb", "json"].contains(stored)
        case "inet": stored == "cidr"
        default: false
        }
    }
}
