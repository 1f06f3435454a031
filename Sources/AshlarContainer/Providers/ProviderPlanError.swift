public import AshlarSupport

/// Why providers cannot be put in order.
public struct ProviderPlanError: DetailedError, Equatable {
    /// What failed, in a sentence.
    public let message: String
    /// The providers that need each other, outermost first.
    public let chain: [String]
    /// What to do.
    public let suggestion: String?

    /// Message, chain and suggestion, a line each.
    public var description: String {
        var lines = [message]
        if chain.count > 1 { lines.append("  needed by: " + chain.joined(separator: " → ")) }
        if let suggestion { lines.append("  " + suggestion) }
        return lines.joined(separator: "\n")
    }

    static func missing(_ need: any ServiceProvider.Type, neededBy provider: any ServiceProvider.Type)
        -> ProviderPlanError
    {
        ProviderPlanError(
            message: "\(provider) needs \(need), which is not listed.", chain: ["\(provider)", "\(need)"],
            suggestion: "Add \(need).self to the app's providers.")
    }

    static func cycle(_ path: some Sequence<any ServiceProvider.Type>) -> ProviderPlanError {
        let chain = path.map { "\($0)" }
        return ProviderPlanError(
            message: "The provider \(chain.last ?? "") needs itself.", chain: chain,
            suggestion: "Take one of the needs away: all providers register before any of them boots, "
                + "so what one only resolves need not be listed.")
    }
}
