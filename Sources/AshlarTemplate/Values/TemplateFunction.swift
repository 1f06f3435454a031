/// A function that templates call: `route('posts.show', post)`.
///
/// ```swift
/// let asset = TemplateFunction("asset") { arguments in
///     .string("/static/" + (try arguments.string(0, "path")))
/// }
/// ```
public final class TemplateFunction: Sendable {
    /// Its name, for messages.
    public let name: String
    private let body: @Sendable (TemplateArguments) throws -> TemplateValue

    /// Makes a function.
    ///
    /// - Parameters:
    ///   - name: its name, for messages.
    ///   - body: what it does; an error that it throws is reported at the place of the call.
    public init(_ name: String, _ body: @escaping @Sendable (TemplateArguments) throws -> TemplateValue) {
        self.name = name
        self.body = body
    }

    /// Calls it.
    public func call(_ arguments: TemplateArguments) throws -> TemplateValue { try body(arguments) }
}
