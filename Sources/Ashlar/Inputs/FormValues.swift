import AshlarSupport
import AshlarTemplate
import AshlarValidation

/// What the fields of a form hold of a record that is edited: its properties of the same names, those of other records in
/// fields that are inputs, and several in rows.
enum FormValues {
    static func of(_ record: any MemberReadable, for input: InputDescription) -> SentValue {
        .members(
            input.fields.compactMap { field in
                // What the record does not have, and relations that were not loaded, leave the field as it is.
                guard !field.isSecret, let value = try? record.member(named: field.name) else { return nil }
                return SentValue.Member(field.name, sent(value, as: field.shape))
            })
    }

    private static func sent(_ value: any Sendable, as shape: InputShape) -> SentValue {
        switch shape {
        case .input(let type):
            guard let record = value as? any MemberReadable else { return .null }
            return of(record, for: type.inputDescription)
        case .list(let element):
            guard let list = value as? [any Sendable] else { return .null }
            return .list(list.map { sent($0, as: element) })
        default:
            switch TemplateValue(value) {
            case .bool(let value): return .bool(value)
            case .none, .undefined: return .null
            case let value: return (try? value.text()).map(SentValue.text) ?? .null
            }
        }
    }
}
