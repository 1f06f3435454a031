extension TemplateValue {
    /// What a value is made of, over several lines, for a person who looks at it: the members of models and objects, but
    /// for those whose name says that they are secret.
    ///
    /// - Parameter levels: how deep members of members are shown.
    public func dump(levels: Int = 3) -> String {
        var text = ""
        dump(into: &text, indent: "", levels: levels)
        return text
    }

    private func dump(into text: inout String, indent: String, levels: Int) {
        guard text.utf8.count < 100_000 else { return }
        let inner = indent + "  "
        switch self {
        case .undefined(let undefined): text += "(\(undefined.message))"
        case .object(let object):
            text += object.typeName
            if let date = object as? DateObject {
                text += " \(date.text)"
                return
            }
            let names = object.memberNames
            if names.isEmpty || levels <= 0 {
                text += names.isEmpty ? " \(object.text)" : " ..."
                return
            }
            for name in names {
                text += "\n\(inner)\(name): "
                if Self.isSecret(name) {
                    text += "***"
                    continue
                }
                do {
                    try (object.member(named: name) ?? .none).dump(into: &text, indent: inner, levels: levels - 1)
                } catch { text += "(\(error))" }
            }
        case .array(let sequence):
            text += "\(typeName) of \(sequence.count)"
            guard levels > 0 else { return }
            for index in 0..<min(sequence.count, 100) {
                text += "\n\(inner)\(index): "
                (try? sequence.element(at: index))?.dump(into: &text, indent: inner, levels: levels - 1)
            }
        case .dictionary(let dictionary):
            text += "dictionary of \(dictionary.count)"
            guard levels > 0 else { return }
            for (key, value) in zip(dictionary.keys, dictionary.values) {
                text += "\n\(inner)\(key.quoted): "
                if let name = key.plainText, Self.isSecret(name) {
                    text += "***"
                } else {
                    value.dump(into: &text, indent: inner, levels: levels - 1)
                }
            }
        default: text += quoted
        }
    }

    private static func isSecret(_ name: String) -> Bool {
        let name = name.lowercased()
        return ["password", "secret", "token", "apikey", "api_key"].contains { name.contains($0) }
    }
}
