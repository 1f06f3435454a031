/// A test: `{% if number is prime %}`.
///
/// ```swift
/// configuration.tests["published"] = TemplateTest { value, _ in try value.truth() }
/// ```
public struct TemplateTest: Sendable {
    let body: @Sendable (TemplateValue, TemplateArguments) throws -> Bool
    let acceptsUndefined: Bool

    /// Makes a test.
    ///
    /// - Parameters:
    ///   - acceptsUndefined: whether it is called for an undefined value too.
    ///   - body: whether the value passes; an error that it throws is reported at its place in the template.
    public init(
        acceptsUndefined: Bool = false,
        _ body: @escaping @Sendable (TemplateValue, TemplateArguments) throws -> Bool
    ) {
        self.body = body
        self.acceptsUndefined = acceptsUndefined
    }
}
