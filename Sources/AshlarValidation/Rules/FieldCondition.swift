/// When a rule about being sent applies: what other fields of the input say.
struct FieldCondition<Root>: Sendable {
    /// What people read for the other fields.
    let other: String
    /// The values that they are compared with, as text.
    let value: String
    let holds: @Sendable (Root) -> Bool

    /// Another field has one of these values.
    static func equals<Other: Equatable & Sendable>(
        _ field: any KeyPath<Root, Other> & Sendable, _ values: [Other]
    ) -> FieldCondition {
        FieldCondition(
            other: FieldNames.of(field), value: values.map { "\($0)" }.joined(separator: ", ")
        ) { values.contains($0[keyPath: field]) }
    }

    /// Another field is ticked, or is not.
    static func ticked(_ field: any KeyPath<Root, Bool> & Sendable, _ isTicked: Bool = true) -> FieldCondition {
        FieldCondition(other: FieldNames.of(field), value: "") { $0[keyPath: field] == isTicked }
    }

    /// What is said of whether each of the others was sent.
    static func sent<each Other>(
        _ fields: repeat any KeyPath<Root, (each Other)?> & Sendable,
        where test: @escaping @Sendable ([Bool]) -> Bool
    ) -> FieldCondition {
        var names: [String] = []
        var tests: [@Sendable (Root) -> Bool] = []
        func add<One>(_ field: any KeyPath<Root, One?> & Sendable) {
            names.append(FieldNames.of(field))
            tests.append { $0[keyPath: field] != nil }
        }
        repeat add(each fields)
        let all = tests
        return FieldCondition(other: names.joined(separator: ", "), value: "") { root in test(all.map { $0(root) }) }
    }

    /// Where it does not hold.
    var negated: FieldCondition {
        let holds = holds
        return FieldCondition(other: other, value: value) { !holds($0) }
    }

    var parameters: [String: String] { value.isEmpty ? ["other": other] : ["other": other, "value": value] }
}
