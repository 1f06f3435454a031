public import AshlarSupport

/// What a hook on binding is told.
public struct BoundType: Sendable {
    /// The type, as it is written in code.
    public let typeName: String
    /// Which of several bindings of the type.
    public let qualifier: Qualifier?
    /// Where it is bound.
    public let location: SourceLocation?
}
