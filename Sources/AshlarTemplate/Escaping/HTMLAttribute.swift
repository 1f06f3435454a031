/// What the value of an attribute is.
enum HTMLAttribute: Sendable, Equatable {
    case plain, address, script, style
    /// A whole page, as in `srcdoc`.
    case document

    init(named name: String) {
        if name.hasPrefix("on") {
            self = .script
        } else if name == "style" {
            self = .style
        } else if name == "srcdoc" {
            self = .document
        } else {
            self = Self.isAddress(name) ? .address : .plain
        }
    }

    /// Whether the attribute names something that is opened or loaded.
    static func isAddress(_ name: String) -> Bool { addresses.contains(name) }

    private static let addresses: Set<String> = [
        "href", "src", "action", "formaction", "poster", "cite", "background", "data", "manifest", "ping",
        "xlink:href", "longdesc", "codebase", "classid", "icon",
    ]
}
