import AshlarSupport

extension Module {
    /// The type's name in snake case: `Billing` is `billing`.
    public static var namespace: String { CaseConversion.snake("\(Self.self)") }
}
