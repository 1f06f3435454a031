/// What rules do, in their order, without what is only said of them: made once, and gone through with every input.
struct RuleSteps<Value: Sendable>: Sendable {
    let all: [@Sendable (inout Value, inout InputReader) -> Void]
    /// From which on they are left out when something is wrong already.
    let bail: Int

    init(_ rules: [Rule<Value>]) {
        all = rules.map(\.apply)
        bail = rules.firstIndex(where: \.isBail) ?? rules.count
    }
}
