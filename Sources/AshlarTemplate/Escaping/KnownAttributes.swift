/// What attributes are whose names are known only when a page is rendered, each found out once.
struct KnownAttributes {
    private var known: [String: HTMLAttribute] = [:]
    /// Names may come from anybody: no more of them are kept.
    private static let most = 256

    /// - Parameters:
    ///   - name: the attribute, in lower case.
    ///   - element: the element that has it, in lower case.
    mutating func attribute(named name: String, in element: String = "") -> HTMLAttribute {
        let key = element.isEmpty ? name : "\(element) \(name)"
        if let attribute = known[key] { return attribute }
        let attribute = HTMLAttribute(named: name, in: element)
        if known.count < Self.most { known[key] = attribute }
        return attribute
    }
}
