import AshlarSession
import AshlarSupport
import AshlarValidation

/// What a form shows of what was there, typed and wrong.
struct FormState: Sendable {
    let values: SentValue
    let old: OldInput?
    let errors: ErrorBag
    /// The way from the whole form.
    let prefix: [String]
    /// Whether it is an empty row, which need not be filled in.
    var isBlank = false
    /// Whether it is inside of an input that is nil where all of it is left blank.
    var mayBeLeftOut = false

    /// The id of what is here as a whole.
    var id: String { (["field"] + prefix).joined(separator: "-") }

    /// `address[street]`
    func name(_ field: String) -> String {
        guard let first = prefix.first else { return field }
        return first + (prefix.dropFirst() + [field]).map { "[\($0)]" }.joined()
    }

    func messages(_ field: String) -> [String] { errors.all((prefix + [field]).joined(separator: ".")) }

    /// What a field holds, as texts.
    func texts(_ field: FieldDescription) -> [String] {
        guard !field.isSecret else { return [] }
        let name = name(field.name)
        if let old, !old.isEmpty {
            let typed = old.all(name) + old.all(name + "[]")
            // What was sent without the field left it empty.
            return typed
        }
        switch values[field.name] {
        case .text(let text), .number(let text): return [text]
        case .bool(let value): return [value ? "true" : "false"]
        case .list(let list):
            return list.compactMap {
                switch $0 {
                case .text(let text), .number(let text): text
                default: nil
                }
            }
        default: return field.fallback.map { [$0] } ?? []
        }
    }

    /// Inside of a field that is an input.
    func inside(_ field: FieldDescription) -> FormState {
        let isNeeded = field.constraints.contains(.required)
        return FormState(
            values: values[field.name] ?? .members([]), old: old, errors: errors, prefix: prefix + [field.name],
            isBlank: isBlank, mayBeLeftOut: mayBeLeftOut || field.isOptional && !isNeeded)
    }

    func inside(_ field: String, row: String, isBlank: Bool) -> FormState {
        var value = SentValue.members([])
        if case .list(let rows)? = values[field], let index = Int(row), rows.indices.contains(index) {
            value = rows[index]
        }
        return FormState(
            values: value, old: old, errors: errors, prefix: prefix + [field, row], isBlank: isBlank || self.isBlank,
            mayBeLeftOut: mayBeLeftOut)
    }

    /// The numbers of all rows that a field of several inputs had, in order: of those that were typed, as they were sent.
    func rowNumbers(_ field: String) -> [Int] { typedRows(field).map { $0.map(\.number) } ?? Array(valueRows(field)) }

    /// The numbers of the rows in which there is anything.
    func rows(_ field: String) -> [Int] {
        typedRows(field).map { $0.filter(\.isFilled).map(\.number) } ?? Array(valueRows(field))
    }

    private func valueRows(_ field: String) -> Range<Int> {
        if case .list(let rows)? = values[field] { rows.indices } else { 0..<0 }
    }

    /// What was typed; nil where nothing was sent yet.
    private func typedRows(_ field: String) -> [(number: Int, isFilled: Bool)]? {
        guard let old, !old.isEmpty else { return nil }
        let start = name(field) + "["
        var rows: [Int: Bool] = [:]
        for (name, texts) in old.values where name.hasPrefix(start) {
            guard let number = Int(name.dropFirst(start.count).prefix { $0 != "]" }), (0..<100_000).contains(number)
            else { continue }
            rows[number] = rows[number] == true || texts.contains { !$0.isEmpty }
        }
        return rows.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
}
