/// What is wrong with a name that a template writes, and what was probably meant.
public struct TemplateFault: Sendable {
    /// What is wrong.
    public let message: String
    /// What to do about it.
    public let suggestion: String?

    /// Describes a fault.
    public init(_ message: String, suggestion: String? = nil) {
        self.message = message
        self.suggestion = suggestion
    }
}
