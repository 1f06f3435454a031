/// What the value of an attribute is.
enum HTMLAttribute: Sendable, Equatable {
    case plain, address, script, style
    /// Words that a library reads, in which brackets hold a script, as `hx-trigger`.
    case words
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
        let name = ScriptAttribute.withoutData(name)
        if let bound = Self.bound(name) {
            self = Self.isAddress(bound) ? .binding : .script
        } else if name.hasPrefix("on") || ScriptAttribute.isScript(name) {
            self = .script
        } else if Self.animations.contains(element), Self.animated.contains(name) {
            self = .address
        } else if name == "hx-trigger" {
            self = .words
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

    /// Elements of SVG that set an attribute of another, which may be an address, and what they set it to.
    private static let animations: Set<String> = ["set", "animate"]
    private static let animated: Set<String> = ["to", "from", "by", "values"]

    /// Whether the attribute names something that is opened or loaded.
    static func isAddress(_ name: String) -> Bool { addresses.contains(name) }

    private static let addresses: Set<String> = [
        "href", "src", "action", "formaction", "poster", "cite", "background", "data", "manifest", "ping",
        "xlink:href", "longdesc", "codebase", "classid", "icon",
        "srcset", "imagesrcset", "lowsrc", "dynsrc", "ng-href", "ng-src", "ng-srcset",
    ]
}
