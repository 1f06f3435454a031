/// A filter: `{{ price|money("EUR") }}`.
///
/// ```swift
/// configuration.filters["money"] = TemplateFilter { value, arguments in
///     .string(try format(value.text(), currency: arguments.string(0, "currency")))
/// }
/// ```
public struct TemplateFilter: Sendable {
    let body: @Sendable (TemplateValue, TemplateArguments) throws -> TemplateValue
    /// Whether it may be given what does not exist, as `default` is.
    let acceptsUndefined: Bool

    /// Makes a filter.
    ///
    /// - Parameters:
    ///   - acceptsUndefined: whether it is called for an undefined value too; otherwise that is an error where undefined
    ///     values are strict.
    ///   - body: what it does with the value and the arguments in parentheses; an error that it throws is reported at its
    ///     place in the template.
    public init(
        acceptsUndefined: Bool = false,
        _ body: @escaping @Sendable (TemplateValue, TemplateArguments) throws -> TemplateValue
    ) {
        self.body = body
        self.acceptsUndefined = acceptsUndefined
    }
}
