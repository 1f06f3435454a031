/// What the value of an attribute is.
enum HTMLAttribute: Sendable, Equatable {
    case plain, address, script, style
    /// A script whose answer becomes an address, as `:href` of Alpine and Vue.
    case binding
    /// A whole page, as in `srcdoc`.
    case document
    /// Its name is put together of branches.
    case unclear

    /// - Parameters:
    ///   - name: the attribute, in lower case.
    ///   - element: the element that has it, in lower case.
    init(named name: String, in element: String = "") {
        if name.hasPrefix("on") {
            self = .script
        } else if let bound = Self.bound(name) {
            self = Self.isAddress(bound) ? .binding : .script
        } else if name.hasPrefix("@") || Self.isDirective(name) {
            self = .script
        } else if Self.animations.contains(element), Self.animated.contains(name) {
            self = .address
        } else if name == "style" {
            self = .style
        } else if name == "srcdoc" {
            self = .document
        } else {
            self = Self.isAddress(name) ? .address : .plain
        }
    }

    /// The attribute that a script of Alpine or Vue fills: `href` of `:href`; nil for any other name.
    private static func bound(_ name: String) -> String? {
        [":", "x-bind:", "v-bind:"].first { name.hasPrefix($0) }.map { start in
            // Behind a dot are modifiers.
            String(name.dropFirst(start.count).prefix { $0 != "." })
        }
    }

    /// Whether Alpine, Vue or htmx run the value.
    private static func isDirective(_ name: String) -> Bool {
        (name.hasPrefix("v-") && !marks.contains(name)) || name.hasPrefix("x-on:") || name.hasPrefix("hx-on")
            || directives.contains(String(name.prefix { $0 != "." && $0 != ":" }))
    }

    /// Directives of Vue that have no value.
    private static let marks: Set<String> = ["v-cloak", "v-else", "v-once", "v-pre"]
    private static let directives: Set<String> = [
        "x-data", "x-init", "x-show", "x-text", "x-html", "x-model", "x-modelable", "x-for", "x-effect", "x-if",
        "x-id", "x-bind", "x-intersect",
    ]
    /// Elements of SVG that set an attribute of another, which may be an address, and what they set it to.
    private static let animations: Set<String> = ["set", "animate"]
    private static let animated: Set<String> = ["to", "from", "by", "values"]

    /// Whether the attribute names something that is opened or loaded.
    static func isAddress(_ name: String) -> Bool { addresses.contains(name) }

    private static let addresses: Set<String> = [
        "href", "src", "action", "formaction", "poster", "cite", "background", "data", "manifest", "ping",
        "xlink:href", "longdesc", "codebase", "classid", "icon",
    ]
}
