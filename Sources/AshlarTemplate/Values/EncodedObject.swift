/// An `Encodable` value without `MemberReadable`: encoded once, then read like the dictionary or list that it encoded to.
final class EncodedObject: TemplateObject {
    let encoded: TemplateValue
    let rawValue: any Sendable
    let typeName: String

    init(_ encoded: TemplateValue, rawValue: any Sendable, typeName: String) {
        self.encoded = encoded
        self.rawValue = rawValue
        self.typeName = typeName
    }

    func member(named name: String) throws -> TemplateValue? {
        guard case .dictionary(let dictionary) = encoded else { return nil }
        return dictionary[name]
    }

    var memberNames: [String] {
        guard case .dictionary(let dictionary) = encoded else { return [] }
        return dictionary.keys.compactMap(\.plainText)
    }

    func elements() throws -> (any TemplateSequence)? { try encoded.elements() }

    var text: String { (rawValue as? any CustomStringConvertible)?.description ?? (try? encoded.text()) ?? typeName }
    var isTrue: Bool { (try? encoded.truth()) ?? true }
}
