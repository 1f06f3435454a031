/// Names that an app's own types cannot have.
enum ReservedNames {
    /// The words of Swift that cannot be used as identifiers.
    static let keywords: Set<String> = [
        "Any", "Self", "actor", "as", "associatedtype", "async", "await", "break", "case", "catch", "class", "continue",
        "default", "defer", "deinit", "do", "else", "enum", "extension", "fallthrough", "false", "fileprivate", "for",
        "func", "guard", "if", "import", "in", "init", "inout", "internal", "is", "let", "nil", "open", "operator",
        "package", "precedencegroup", "private", "protocol", "public", "repeat", "rethrows", "return", "self", "static",
        "struct", "subscript", "super", "switch", "throw", "throws", "true", "try", "typealias", "var", "where",
        "while",
    ]

    /// Whether a type of that name would hide one that an app or the code of a macro uses.
    static func isTaken(_ type: String) -> Bool {
        modules.contains(type) || framework.contains(type) || swift.contains(type)
    }

    /// Modules: a type with the name of its module makes everything else in the module unreachable by full name.
    private static let modules: Set<String> = [
        "App", "AppTests", "Ashlar", "AshlarConfig", "AshlarContainer", "AshlarHTTP", "AshlarMacros", "AshlarORM",
        "AshlarPostgres", "AshlarRouting", "AshlarServer", "AshlarSupport", "AshlarTemplate", "AshlarTesting", "Craft",
        "Foundation", "FoundationEssentials", "Glibc", "Swift", "Testing",
    ]

    private static let framework: Set<String> = [
        "Action", "Application", "BelongsTo", "BelongsToMany", "Cast", "Column", "Config", "Container", "Controller",
        "Database", "Encrypted", "Factory", "Generated", "HasFactory", "HasMany", "HasManyThrough", "HasOne",
        "HasOneThrough", "Hashed", "Hidden", "Injectable", "Input", "Kernel", "Middleware", "Migration", "Migrator",
        "Model", "ModelRecord", "Module", "MorphMany", "MorphOne", "MorphTo", "MorphToMany", "MorphedByMany", "Page",
        "PasswordHasher",
        "Query", "Redirect", "Rendered", "Renderer", "Request", "Responder", "Response", "Route", "Router", "Routes",
        "SQL", "Schema", "Secret", "Seeder", "ServiceProvider", "Template", "View",
    ]

    private static let swift: Set<String> = [
        "Any", "AnyObject", "Array", "Bool", "Character", "Codable", "Data", "Date", "Decimal", "Decodable",
        "Dictionary",
        "Double", "Encodable", "Equatable", "Error", "Float", "Hashable", "Int", "Never", "Optional", "Protocol",
        "Result",
        "Self", "Sendable", "Set", "String", "Type", "UInt8", "URL", "UUID", "Void",
    ]
}
