/// What is asked when everything has been read: of a database, or of anybody who takes time to answer.
struct PendingCheck: Sendable {
    enum Question: Sendable {
        /// Asked together with all others of its kind.
        case batched(any BatchedCheck)
        /// Asked by itself.
        case single(@Sendable () async throws -> Bool)
    }

    let question: Question
    /// What is said if the answer is no.
    var error: FieldError

    /// The errors of all whose answer is no.
    static func errors(of checks: [PendingCheck]) async throws -> [FieldError] {
        guard !checks.isEmpty else { return [] }
        var isRight = Array(repeating: true, count: checks.count)
        var groups: [String: [(index: Int, check: any BatchedCheck)]] = [:]
        var order: [String] = []
        for (index, check) in checks.enumerated() {
            switch check.question {
            case .single(let ask): isRight[index] = try await ask()
            case .batched(let batched):
                if groups[batched.batch] == nil { order.append(batched.batch) }
                groups[batched.batch, default: []].append((index, batched))
            }
        }
        for name in order {
            guard let group = groups[name], let first = group.first?.check else { continue }
            let answers = try await first.answer(group.map(\.check))
            for (place, answer) in zip(group, answers) { isRight[place.index] = answer }
        }
        return zip(checks, isRight).filter { !$1 }.map(\.0.error)
    }
}

/// A question that is asked for many values at once: one statement for all elements of a list, and for all fields that ask
/// the same.
///
/// The database's rules `exists` and `unique` are such questions; a rule of your own is made with
/// `Rule.batched(_:_:_:)`.
public protocol BatchedCheck: Sendable {
    /// What tells questions apart that cannot be asked together: a table and a column.
    var batch: String { get }

    /// Answers questions of one batch, whether each is right, in their order.
    ///
    /// - Throws: whatever keeps it from being known.
    func answer(_ checks: [any BatchedCheck]) async throws -> [Bool]
}
