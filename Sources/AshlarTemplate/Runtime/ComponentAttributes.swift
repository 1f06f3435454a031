/// `attributes` in a component: what was given to it and is none of its props.
final class ComponentAttributes: TemplateObject {
    let pairs: [(name: String, value: TemplateValue)]

    init(_ pairs: [(name: String, value: TemplateValue)]) { self.pairs = pairs }

    var memberNames: [String] { pairs.map(\.name) + ["merge", "only", "except"] }
    var isTrue: Bool { !pairs.isEmpty }
    let typeName = "attributes"

    func member(named name: String) throws -> TemplateValue? {
        if let pair = pairs.first(where: { $0.name == name }) { return pair.value }
        switch name {
        case "merge": return .function(TemplateFunction("attributes.merge") { try self.merged(with: $0) })
        case "only": return .function(TemplateFunction("attributes.only") { try self.selected($0, keeps: true) })
        case "except": return .function(TemplateFunction("attributes.except") { try self.selected($0, keeps: false) })
        default: return nil
        }
    }

    /// What was given, over defaults; classes are added to each other.
    private func merged(with arguments: TemplateArguments) throws -> TemplateValue {
        var result: [(name: String, value: TemplateValue)] = []
        if case .dictionary(let dictionary)? = arguments.positional.first {
            result = try zip(dictionary.keys, dictionary.values).map { (try $0.text(), $1) }
        }
        result += arguments.keyword
        for pair in pairs {
            guard let place = result.firstIndex(where: { $0.name == pair.name }) else {
                result.append(pair)
                continue
            }
            result[place].value =
                pair.name == "class"
                ? .string("\(try result[place].value.text()) \(try pair.value.text())") : pair.value
        }
        return .object(ComponentAttributes(result))
    }

    private func selected(_ arguments: TemplateArguments, keeps: Bool) throws -> TemplateValue {
        let names = Set(try arguments.positional.map { try $0.text() })
        return .object(ComponentAttributes(pairs.filter { names.contains($0.name) == keeps }))
    }

    var text: String { markup?.html ?? "" }

    /// The attributes as HTML; true stands for the name alone, false and none for nothing.
    var markup: Markup? {
        var html = ""
        for (name, value) in pairs {
            let text: String
            switch value {
            case .bool(false), .none, .undefined: continue
            case .bool(true): text = ""
            default: text = (try? value.text()) ?? ""
            }
            if !html.isEmpty { html += " " }
            html += Markup.escaping(name).html
            if case .bool(true) = value { continue }
            let isAddress = HTMLAttribute.isAddress(name)
            html += "=\"\(Markup.escaping(isAddress ? SafeAddress.checked(text) : text).html)\""
        }
        return Markup(html)
    }
}
