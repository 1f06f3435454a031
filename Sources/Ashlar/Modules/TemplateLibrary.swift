public import AshlarTemplate

/// Filters, tests and globals that a module adds to the language of templates.
///
/// ```swift
/// let templates = TemplateLibrary(
///     filters: ["money": TemplateFilter { value, _ in .string(try "€ " + value.text()) }],
///     globals: ["support": .string("help@example.com")])
/// ```
///
/// What the app adds in its ``Application/views(_:)`` goes before what a module does. Two modules that add one name are an error at boot, and so is a module
/// that takes the name of one of the framework's own functions.
public struct TemplateLibrary: Sendable {
    /// Filters, by name: `{{ price | money }}`. One with the name of a filter of Jinja replaces it.
    public var filters: [String: TemplateFilter]
    /// Tests, by name: `{% if post is published %}`.
    public var tests: [String: TemplateTest]
    /// Values and functions, by name: `{{ support }}`.
    public var globals: [String: TemplateValue]

    /// Collects what is to be added.
    public init(
        filters: [String: TemplateFilter] = [:], tests: [String: TemplateTest] = [:],
        globals: [String: TemplateValue] = [:]
    ) {
        self.filters = filters
        self.tests = tests
        self.globals = globals
    }

    /// Both; where both have a name, the other's.
    func overridden(by other: TemplateLibrary) -> TemplateLibrary {
        TemplateLibrary(
            filters: filters.merging(other.filters) { $1 }, tests: tests.merging(other.tests) { $1 },
            globals: globals.merging(other.globals) { $1 })
    }

    /// All names, with what they are.
    var names: [(kind: String, name: String)] {
        filters.keys.sorted().map { ("the filter", $0) } + tests.keys.sorted().map { ("the template test", $0) }
            + globals.keys.sorted().map { ("the template global", $0) }
    }
}
