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

    /// `BlogPost` for `blog_posts`, unless another table or type has that name already.
    static func type(_ name: String, singular: Bool = true, _ taken: inout Set<String>) -> String {
        unique(type(name, singular: singular), &taken)
    }

    /// `publishedAt` for `published_at`, unless the model has that name already.
    ///
    /// - Parameters:
    ///   - name: the name in the database.
    ///   - taken: the names that the model has.
    ///   - suffixes: what is declared beside the property: `ID` for a relation's key.
    static func property(_ name: String, _ taken: inout Set<String>, with suffixes: [String] = []) -> String {
        var property = CaseConversion.camel(name)
        // `author_id` is `authorID`, as the house writes it.
        if property.count > 2, property.hasSuffix("Id") { property = property.dropLast(2) + "ID" }
        property = String(property.filter { $0.isLetter || $0.isNumber || $0 == "_" })
        if property.first?.isLetter != true { property = "value" + CaseConversion.pascal(property) }
        if takenMembers.contains(property) { property += "Value" }
        return unique(property, &taken, with: suffixes)
    }

    private static func unique(_ name: String, _ taken: inout Set<String>, with suffixes: [String] = []) -> String {
        var candidate = name
        var number = 2
        while taken.contains(candidate) || suffixes.contains(where: { taken.contains(candidate + $0) }) {
            candidate = "\(name)\(number)"
            number += 1
        }
        taken.formUnion([candidate] + suffixes.map { candidate + $0 })
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
        "String", "Table", "Task", "Template", "Type", "UUID", "URL", "View", "Void", "Encoder", "Decoder", "Encodable",
        "Decodable", "Codable", "Hashable", "Sendable",
        "Float", "DatabaseText", "PostgresDate", "PostgresTime", "PostgresInet", "PostgresType", "PostgresCodable",
        "ModelKey",
        "BelongsTo", "HasMany", "HasOne", "BelongsToMany", "PrimaryKey", "Generated", "DatabaseEnums",
    ]

    /// Keywords, and what every model has.
    private static let takenMembers: Set<String> = [
        "all", "allCases", "any", "as", "associatedtype", "await", "break", "case", "catch", "changedColumns",
        "chunk", "class", "continue", "count", "create", "created", "database", "decrement", "default", "defer",
        "deinit", "delete", "deleteQuietly", "didSet", "do", "doesntHave", "else", "encode", "enum", "exists",
        "extension", "factory", "fallthrough", "false", "fields", "fileprivate", "find", "findOptional", "first",
        "firstOrCreate", "firstOrNew", "for", "forceDelete", "fresh", "func", "globalScopes", "guard", "has",
        "hasFactory", "hash", "hashValue", "id", "if", "import", "in", "increment", "init", "inout", "internal",
        "is", "isDirty", "isEmpty", "latest", "let", "limit", "load", "member", "morphName", "nil", "none",
        "observers", "oldest", "on", "onlyTrashed", "operator", "order", "original", "paginate", "pivot",
        "postgresType", "precedencegroup", "previous", "private", "protocol", "public", "query", "rawValue",
        "refresh", "repeat", "replicate", "requireID", "restore", "rethrows", "return", "save", "savedColumns",
        "saveQuietly", "self", "Self", "sole", "static", "struct", "subscript", "super", "switch", "throw",
        "throws", "touch", "trashed", "true", "try", "Type", "typealias", "update", "updateOrCreate", "upsert",
        "var", "where", "while", "willSet", "with", "withCount", "without", "withoutEvents", "withoutGlobalScopes",
        "withTrashed",
    ]
}
