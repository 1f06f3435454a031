import AshlarSupport

/// Names of a database as names of Swift.
enum SwiftNames {
    /// `BlogPost` for `blog_posts`.
    static func type(_ name: String, singular: Bool = true) -> String {
        let words = CaseConversion.words(name).filter { !$0.isEmpty }
        var last = words.last ?? "row"
        if singular { last = Inflector.singular(last) }
        var type = CaseConversion.pascal((words.dropLast() + [last]).joined(separator: "_"))
        type = String(type.filter { $0.isLetter || $0.isNumber || $0 == "_" })
        if type.first?.isLetter != true { type = "Table" + type }
        return takenTypes.contains(type) ? type + "Row" : type
    }

    /// `publishedAt` for `published_at`, unless the model has that name already.
    static func property(_ name: String, _ taken: inout Set<String>) -> String {
        var property = CaseConversion.camel(name)
        // `author_id` is `authorID`, as the house writes it.
        if property.count > 2, property.hasSuffix("Id") { property = property.dropLast(2) + "ID" }
        property = String(property.filter { $0.isLetter || $0.isNumber || $0 == "_" })
        if property.first?.isLetter != true { property = "value" + property }
        if takenMembers.contains(property) { property += "Value" }
        var candidate = property
        var number = 2
        while !taken.insert(candidate).inserted {
            candidate = "\(property)\(number)"
            number += 1
        }
        return candidate
    }

    /// Types of Swift, Foundation and Ashlar that models and their macros mention.
    private static let takenTypes: Set<String> = [
        "Action", "Any", "App", "Application", "Array", "Bool", "Character", "Column", "Command", "Config", "Container",
        "Controller", "Data", "Database", "Date", "Decimal", "Dictionary", "Double", "Error", "Event", "Factory",
        "Field",
        "Form", "Input", "Int", "Kernel", "Key", "Migration", "Model", "Module", "Never", "Optional", "Page",
        "Protocol",
        "Query", "Relation", "Request", "Response", "Result", "Route", "SQL", "Schema", "Self", "Service", "Session",
        "Set",
        "String", "Table", "Task", "Template", "Type", "UUID", "URL", "View", "Void",
    ]

    /// Keywords, and what every model has.
    private static let takenMembers: Set<String> = [
        "all", "as", "associatedtype", "break", "case", "catch", "changedColumns", "chunk", "class", "continue",
        "count",
        "create", "default", "defer", "deinit", "delete", "do", "else", "enum", "exists", "extension", "fallthrough",
        "false", "fields", "fileprivate", "find", "first", "for", "fresh", "func", "guard", "id", "if", "import", "in",
        "init",
        "inout", "internal", "is", "isDirty", "latest", "let", "limit", "member", "nil", "oldest", "on", "operator",
        "order",
        "private", "protocol", "public", "query", "refresh", "repeat", "rethrows", "return", "save", "self", "static",
        "struct", "subscript", "super", "switch", "throw", "throws", "true", "try", "typealias", "var", "where",
        "while",
        "with",
    ]
}

/// Types of a database as types of Swift.
enum SwiftTypes {
    private static let names: [String: String] = [
        "boolean": "Bool", "smallint": "Int", "integer": "Int", "bigint": "Int", "real": "Float",
        "double precision": "Double", "numeric": "Decimal", "text": "String", "character varying": "String",
        "character": "String", "citext": "String", "xml": "String", "uuid": "UUID", "bytea": "[UInt8]",
        "timestamp with time zone": "Date", "timestamp without time zone": "Date", "date": "PostgresDate",
        "json": "DatabaseText", "jsonb": "DatabaseText", "ltree": "DatabaseText",
    ]

    /// The type of a property; nil where a model does not read such a column by itself.
    static func type(of column: ColumnInfo, enums: [String]) -> String? {
        let base = TypeFamily.base(column.type)
        if column.kind == "e" {
            return enums.contains(column.typeName) ? SwiftNames.type(column.typeName, singular: false) : nil
        }
        if column.kind == "d" { return nil }
        if base.hasSuffix("[]") {
            let element = names[String(base.dropLast(2))]
            return element.flatMap { ["DatabaseText", "[UInt8]"].contains($0) ? nil : "[\($0)]" }
        }
        return names[base]
    }
}
