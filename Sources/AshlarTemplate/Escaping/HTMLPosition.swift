/// Where in a page a place of a template is, found by reading the text before it as a browser would.
struct HTMLPosition: Sendable, Equatable {
    enum Place: Sendable, Equatable {
        case text, tagOpen, declaration, comment, tagName, tag, attributeName, afterName, beforeValue
        /// In an attribute's value: the quote around it, 0 without one.
        case value(UInt8)
        /// In an element whose text holds no tags.
        case content
        /// The branches that lead here end in different places.
        case unclear
    }

    /// How the content of an element is read.
    enum Element: Sendable, Equatable { case none, script, style, text }

    /// The name of a tag in which a branch ended: text alone, or one that values are part of.
    enum OpenName: Int, Sendable { case text, printed }

    var place = Place.text
    var attribute = HTMLAttribute.plain
    var element = Element.none
    var script = ScriptPosition()
    var style = StylePosition()
    /// Whether what is printed in an address may still name its scheme.
    var isSchemeOpen = true
    /// Whether the text of an address itself names a scheme that is no address.
    var isScriptAddress = false
    /// Whether a value was printed in the attribute before.
    var hasOutput = false
    /// Whether what was read last may have ended the scheme of an address that is put together of values.
    var endsMixedScheme = false
    /// Whether what was read last ends a name that values are part of: ``mixedName``.
    var endsMixedName = false
    /// Whether branches end in different names here, which what follows may go on with.
    var isNameBranched = false
    /// Whether a value was printed in the name.
    var isNamePrinted = false
    /// Behind branches of which one ended in the name of the tag, which what follows may go on with, and another one behind it.
    var openName: OpenName?
    /// What was read of a comment's end.
    var comment = HTMLComment.start
    /// In how many `<svg>` and `<math>` it is: there scripts, styles and texts are read as tags.
    var foreignDepth = 0
    /// Whether it is a `<meta>` that leads to another page.
    var isRefresh = false
    /// What of a script hides its end.
    var hiding = HiddenScript()
    /// The name of the tag, in lower case, without what values add.
    var name: [UInt8] = []
    /// The name of the attribute.
    var word: [UInt8] = []
    /// How the attribute's value begins, in lower case.
    var value: [UInt8] = []
    /// The `type` of a script.
    var scriptType: [UInt8]?
    var isEnd = false
    /// How much was read of what ends the place.
    var run = 0

    /// The beginning of a page.
    init() {}

    /// The beginning of a file, by its name; nil for a file that is no HTML.
    init?(template: String) {
        let file = template.split(separator: "/").last.map(String.init) ?? template
        guard let dot = file.lastIndex(of: "."), dot > file.startIndex else { return }
        switch file[dot...].lowercased() {
        case ".html", ".htm", ".xhtml", ".svg", ".jinja", ".j2": break
        case ".js", ".mjs": (place, element) = (.content, .script)
        case ".css": (place, element) = (.content, .style)
        default: return nil
        }
    }

    static let unclear: HTMLPosition = {
        var position = HTMLPosition()
        position.place = .unclear
        return position
    }()

    /// Whether escaping for text does for what is printed here.
    var isPlain: Bool {
        switch place {
        case .text, .comment, .declaration: true
        case .content: element == .text
        case .value(let quote): quote != 0 && attribute == .plain && !isRefreshContent
        default: false
        }
    }

    /// The inside of an attribute's value, between quotes that no text can hold.
    init(valueOf attribute: String) {
        word = Array(attribute.lowercased().utf8)
        beginValue(quote: 0xFF)
    }

    /// Whether a text is attributes of a tag, their values in quotes.
    static func isAttributeList(_ text: String) -> Bool {
        var position = HTMLPosition()
        position.place = .tag
        for byte in text.utf8 {
            position.read(byte)
            switch position.place {
            case .value(0), .text, .content: return false
            default: break
            }
        }
        return position.isBetweenAttributes
    }
}
