/// A Swift value of which a template only knows how it prints.
final class DescribedObject: TemplateObject {
    let text: String
    let rawValue: any Sendable

    init(text: String, rawValue: any Sendable) {
        self.text = text
        self.rawValue = rawValue
    }

    var typeName: String { String(describing: type(of: rawValue)) }
}
