/// `attributes` in a component: what was given to it and is none of its props.
final class ComponentAttributes: TemplateObject {
    let pairs: [ComponentAttribute]

    init(_ pairs: [ComponentAttribute]) { self.pairs = pairs }

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
        var result: [ComponentAttribute] = []
        if case .dictionary(let dictionary)? = arguments.positional.first {
            result = try zip(dictionary.keys, dictionary.values).map {
                ComponentAttribute(name: try $0.text(), value: $1)
            }
        }
        result += arguments.keyword.map { ComponentAttribute(name: $0.name, value: $0.value) }
        for pair in pairs {
            guard let place = result.firstIndex(where: { $0.name == pair.name }) else {
                result.append(pair)
                continue
            }
            guard pair.name == "class" else {
                result[place] = pair
                continue
            }
            result[place].value = .string("\(try result[place].value.text()) \(try pair.value.text())")
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
        for pair in pairs {
            switch pair.value {
            case .bool(false), .none, .undefined: continue
            default: break
            }
            if !html.isEmpty { html += " " }
            html += Markup.escaping(pair.name).html
            if case .bool(true) = pair.value { continue }
            html += "=\"\(pair.html ?? (try? HTMLAttribute.html(of: pair.value, named: pair.name)) ?? "")\""
        }
        return Markup(html)
    }
}
