extension HTMLAttribute {
    /// What stands between the quotes of an attribute whose name is known only when the page is rendered. Markup is taken as
    /// it is; anything else is written as its value would be in that attribute of a tag.
    ///
    /// - Parameters:
    ///   - value: the attribute's value.
    ///   - name: the attribute's name.
    static func html(of value: TemplateValue, named name: String) throws -> String {
        let writer = PlacedWriter(place: HTMLAttribute(named: name.lowercased()).place, isTrusted: true)
        return String(decoding: try writer.text(of: value), as: UTF8.self)
    }

    /// How a value that is all of the attribute is written.
    private var place: OutputPlace {
        switch self {
        case .plain, .unclear: .attribute
        case .words: .words
        case .address: .address
        case .binding: .boundAddress(isString: false)
        case .script: .script(isAttribute: true)
        case .style: .style(isAttribute: true)
        case .document: .document
        }
    }
}
