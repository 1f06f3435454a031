import AshlarSupport

/// What the rules of a field say of its being sent at all.
struct FieldPresence: Sendable {
    private let required: Demand?
    private let present: Demand?
    private let filled: Demand?
    private let prohibited: Demand?
    private let missing: Demand?

    /// What is said where it does not hold.
    private struct Demand {
        let rule: String
        let message: String
    }

    /// Nil where the rules say nothing of it.
    init?<Value>(_ rules: [Rule<Value>]) {
        func demand(_ constraint: FieldConstraint, _ message: String) -> Demand? {
            rules.first { $0.constraints.contains(constraint) }.map {
                Demand(rule: $0.name == "all" ? "\(constraint)" : $0.name, message: $0.wording ?? message)
            }
        }
        required = demand(.required, "The {field} is required.")
        present = demand(.present, "The {field} has to be sent.")
        filled = demand(.filled, "The {field} must not be blank.")
        prohibited = demand(.prohibited, "The {field} must not be sent.")
        missing = demand(.missing, "The {field} must not be sent.")
        let all = [required, present, filled, prohibited, missing]
        if all.allSatisfy({ $0 == nil }) { return nil }
    }

    /// Whether it has to have a value.
    var isRequired: Bool { required != nil }

    /// Whether what was sent agrees; the reader hears it if not.
    ///
    /// - Parameters:
    ///   - sent: what was sent.
    ///   - isNothing: whether that is null, or blank in a form.
    ///   - isMissable: whether the property has a default.
    func holds(_ sent: SentValue?, isNothing: Bool, isMissable: Bool, _ reader: inout InputReader) -> Bool {
        var broken: Demand?
        if sent == nil {
            broken = present ?? (isMissable ? nil : required)
        } else {
            let isBlank = sent.map(Blank.holds(sent:)) ?? true
            broken = missing ?? (isNothing ? filled ?? required : isBlank ? nil : prohibited)
        }
        guard let broken else { return true }
        reader.fail(broken.rule, broken.message)
        return false
    }
}
