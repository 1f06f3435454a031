/// What `{% import %}` answers: the macros and variables of another template.
final class ModuleObject: TemplateObject {
    private let name: String
    private let members: TemplateDictionary
    private let html: String
    private let isMarkup: Bool

    init(name: String, members: [(String, TemplateValue)], html: String, autoescape: Bool) {
        self.name = name
        self.members = TemplateDictionary(members.map { (.string($0.0), $0.1) })
        self.html = html
        isMarkup = autoescape
    }

    func member(named name: String) throws -> TemplateValue? { members[name] }

    var memberNames: [String] { members.keys.compactMap(\.plainText) }
    var typeName: String { "template \"\(name)\"" }
    var text: String { html }
    var markup: Markup? { isMarkup ? Markup(html) : nil }
}
