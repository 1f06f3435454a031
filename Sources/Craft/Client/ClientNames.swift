import AshlarSupport

/// Names of a description, as code writes them.
enum ClientNames {
    /// `BoatInput`
    static func type(_ name: String) -> String {
        let name = letters(name)
        let isOne = name.first?.isUppercase == true && !name.contains("_")
        return begun(isOne ? name : CaseConversion.pascal(name))
    }

    /// `launchedOn`
    static func member(_ name: String) -> String {
        let name = letters(name)
        let isOne = name.first?.isLowercase == true && !name.contains("_")
        let member = begun(isOne ? name : CaseConversion.camel(name))
        return taken.contains(member) ? member + "Value" : member
    }

    /// What every type, or every client, has of this name already.
    private static let taken: Set<String> = [
        "baseURL", "constructor", "credentials", "encode", "hash", "hashValue", "init", "self", "transport", "write",
    ]

    /// Names that are used once each, in their order.
    static func unique(_ names: [String]) -> [String] {
        var taken: Set<String> = []
        return names.map { taken.take($0) }
    }

    /// What is a letter everywhere, and `_` for all else.
    private static func letters(_ name: String) -> String {
        String(name.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
    }

    private static func begun(_ name: String) -> String {
        guard let first = name.first else { return "value" }
        return first.isNumber ? "_" + name : name
    }

    /// A name of Swift, where words of the language stand in backticks.
    static func swift(_ name: String) -> String { keywords.contains(name) ? "`\(name)`" : name }

    private static let keywords: Set<String> = [
        "Any", "Self", "actor", "as", "associatedtype", "async", "await", "break", "case", "catch", "class", "continue",
        "default", "defer", "deinit", "do", "else", "enum", "extension", "fallthrough", "false", "fileprivate", "for",
        "func", "guard", "if", "import", "in", "init", "inout", "internal", "is", "let", "nil", "operator",
        "precedencegroup",
        "private", "protocol", "public", "repeat", "rethrows", "return", "self", "static", "struct", "subscript",
        "super",
        "switch", "throw", "throws", "true", "try", "typealias", "var", "where", "while",
    ]

    /// What the code of clients says itself: a type of the API is called otherwise.
    static let reserved: Set<String> = [
        "APICoding", "APIClient", "APIDay", "APIError", "APIFile", "APIForm", "APIFormValue", "APIIndirect", "APIKey",
        "APIProblem", "APIRequest", "APIResponse", "APITransport", "APIValue", "Any", "Array", "Blob", "Bool",
        "CaseIterable", "Codable", "CodingKey", "Credentials", "Data", "Date", "Decimal", "Decodable", "Decoder",
        "DecodingError", "Dictionary", "Double", "Encodable", "Encoder", "Error", "FormData", "Hashable", "Int",
        "JSONDecoder", "JSONEncoder", "Promise", "Record", "Response", "Self", "Sendable", "Set", "String", "Type",
        "URL",
        "URLRequest", "URLSession", "URLSessionTransport", "UUID", "Void",
    ]
}
