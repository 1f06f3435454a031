import AshlarTemplate
import Testing

/// Renders a text with the defaults of a web application: escaped and strict.
func render(_ source: String, _ values: [String: any Sendable] = [:]) throws -> String {
    try TemplateEngine(loader: DictionaryLoader([:])).render(source: source, values)
}

/// Renders with nothing escaped, to see values as they are.
func renderPlain(_ source: String, _ values: [String: any Sendable] = [:]) throws -> String {
    var configuration = TemplateEngine.Configuration()
    configuration.autoescape = false
    return try TemplateEngine(loader: DictionaryLoader([:]), configuration: configuration).render(
        source: source, values)
}

/// Renders one of several templates.
func render(_ name: String, of templates: [String: String], _ values: [String: any Sendable] = [:]) throws -> String {
    try TemplateEngine(loader: DictionaryLoader(templates)).renderText(name, values)
}

/// The error that a text ends in.
func failure(_ source: String, _ values: [String: any Sendable] = [:]) throws -> TemplateError {
    try #require(throws: TemplateError.self) { try render(source, values) }
}
