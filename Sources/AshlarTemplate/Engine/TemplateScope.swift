/// What a render has besides the values that it is given: an application's request, what it shares with all views.
///
/// The most specific wins: what a template assigns, the values of the render, what is composed for a template, what is
/// shared, the globals.
public struct TemplateScope: Sendable {
    /// What all templates of the render see, components and imported ones too.
    public var shared: (any TemplateSharedValues)?
    /// Values for single templates by their names, wherever the render meets them.
    public var composed: [String: [String: any Sendable]]

    /// A scope; empty by default.
    public init(
        shared: (any TemplateSharedValues)? = nil, composed: [String: [String: any Sendable]] = [:]
    ) {
        self.shared = shared
        self.composed = composed
    }
}

/// Values that are made when a template asks for them.
public protocol TemplateSharedValues: Sendable {
    /// The value of a name, asked for once a render; nil for a name that is none of ``names``.
    func value(named name: String) -> (any Sendable)?

    /// The names, for "did you mean" and for checking.
    var names: [String] { get }
}
