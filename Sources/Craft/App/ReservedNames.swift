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

    /// Those of them that a variable can have all the same.
    static let contextual: Set<String> = ["actor", "async", "open", "package"]

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

    /// What apps and the code of macros write of Ashlar, and of the modules that it hands on.
    private static let framework: Set<String> = [
        "Action", "ActionContext", "ActionInput", "ActionResult", "After", "Aggregate", "AnswerDescription",
        "Appended", "Application", "ArgumentMistakes", "AttachedHandle", "Before", "BelongsTo", "BelongsToMany",
        "ByteBuffer", "CORS", "CSRFProtection", "Cast", "Casted", "ChildrenHandle", "Column", "CommandConfiguration",
        "CompositeModelKey", "Computed", "Config", "ConsoleCommand", "Container", "Controller", "ControllerRoutes",
        "Cookie", "Created", "DELETE", "Database", "Dependency", "DescribedAnswer", "DetailedError", "Encrypted",
        "Encrypter", "ErrorBag", "Event", "Events", "Facade", "Factory", "Fake", "Field", "FieldExclusion",
        "FieldSource", "Finally", "Flag", "Form", "FromCookie", "FromForm", "FromHeader", "FromRequest", "GET",
        "Generated", "HTTPError", "HTTPErrorConvertible", "HTTPField", "HTTPFields", "HTTPRequest", "HTTPResponse",
        "HasFactory", "HasMany", "HasManyThrough", "HasOne", "HasOneThrough", "Hashed", "Hidden", "Index",
        "Injectable", "Input", "InputContext", "InputDescription", "InputErrors", "InputField", "InputFile",
        "InputForm", "InputReader", "InputRuleset", "InputValues", "InputVariants", "JSON", "JSONB", "Kernel", "Lazy",
        "Listener", "Logger", "Middleware", "MiddlewareGroup", "Migration", "Migrator", "Model", "ModelBinding",
        "ModelCodingKey", "ModelColumn", "ModelDatabase", "ModelDescription", "ModelFields", "ModelIndex",
        "ModelJSON", "ModelKey", "ModelNotFound", "ModelObserver", "ModelRecord", "ModelRelations", "ModelRow",
        "ModelRows", "ModelTimestamp", "Module", "MorphCase", "MorphCaseStep", "MorphMany", "MorphOne",
        "MorphParentHandle", "MorphTo", "MorphToMany", "MorphToRelation", "MorphedByMany", "Named", "NoContent",
        "OpenAPI", "Option", "OptionGroup", "OptionalField", "Ordering", "PATCH", "POST", "PUT", "Page", "Parameters",
        "ParentHandle", "ParsableCommand", "PasswordHasher", "PlainPivot", "Polymorphic", "PolymorphicModel",
        "PostgresDate", "PostgresError", "PrimaryKey", "Problem", "Prunable", "Qualifier", "Query", "RateLimit",
        "ReadHandle", "Redirect", "RelatedModels", "RelatedRows", "Relation", "RelationPath", "Rendered", "Renderer",
        "Request", "RequestBody", "RequestKey", "Resolver", "Responder", "Response", "ResponseBody",
        "ResponseConvertible", "Route", "Router", "Routes", "Rule", "SQL", "Schema", "Sealed", "Secret", "Seeder",
        "SentValue", "Separated", "ServiceProvider", "Session", "Settings", "Signer", "SoftDeletable", "SoftDeletes",
        "SourceLocation", "StaticFiles", "Template", "Terminal", "TestApp", "TestResponse", "TypedInput", "TypedView",
        "Unique", "UploadedFile", "Validated", "ValidationRule", "Validator", "View", "ViewField", "ViewFragment",
    ]

    /// What apps write of Swift, of Foundation and of Testing.
    private static let swift: Set<String> = [
        "Any", "AnyObject", "Array", "AsyncSequence", "AsyncStream", "Bool", "Bundle", "CancellationError",
        "CaseIterable", "Character", "ClosedRange", "Codable", "CodingKey", "Comparable", "ContinuousClock",
        "CustomStringConvertible", "Data", "Date", "DateComponents", "DateFormatter", "Decimal", "Decodable",
        "Decoder", "Dictionary", "Double", "Duration", "Encodable", "Encoder", "Equatable", "Error", "FileManager",
        "Float", "Hashable", "Hasher", "Identifiable", "Int", "Int16", "Int32", "Int64", "Int8", "IteratorProtocol",
        "JSONDecoder", "JSONEncoder", "KeyPath", "KeyValuePairs", "LocalizedError", "MainActor", "Never", "Optional",
        "ProcessInfo", "Protocol", "Range", "RawRepresentable", "Regex", "Result", "Self", "Sendable", "Sequence",
        "Set", "String", "Substring", "Suite", "Task", "TaskGroup", "TaskLocal", "Test", "TimeInterval", "TimeZone",
        "Type", "UInt", "UInt16", "UInt32", "UInt64", "UInt8", "URL", "URLComponents", "UUID", "Void",
    ]
}
