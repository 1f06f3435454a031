/// How an output is written at its place in the page.
enum OutputPlace: Sendable, Equatable {
    /// Between tags, in text: escaped for HTML.
    case text
    /// In quotes: markup must not end them.
    case attribute
    /// The beginning of an address, where a scheme may stand.
    case address
    /// The same behind other values: all of it together is checked, back to the quote.
    case addressPart(quote: UInt8)
    /// A value, or the text of one, in a script whose answer is an address: `:href` of Alpine and Vue.
    case boundAddress(isString: Bool)
    /// Words of an attribute whose brackets, quotes and colons mean something.
    case words
    /// A page in an attribute.
    case document
    /// The name of a tag or an attribute.
    case name
    /// A value in a script; in an attribute it is escaped for HTML as well.
    case script(isAttribute: Bool)
    case scriptString(isAttribute: Bool)
    case style(isAttribute: Bool)
    case styleString(isAttribute: Bool, isAddress: Bool)
}

extension HTMLPosition {
    /// How what is printed here is written.
    ///
    /// - Throws: a fault where nothing can be printed safely.
    func outputPlace() throws(RefusedOutput) -> OutputPlace {
        switch place {
        case .text, .comment, .declaration: return .text
        case .tagOpen, .tagName, .tag, .attributeName, .afterName: return .name
        case .beforeValue, .value(0):
            throw RefusedOutput(
                "an attribute without quotes cannot hold an output", "Put quotes around the value.")
        case .value(let quote): return try attributePlace(quote)
        case .content:
            switch element {
            case .none, .text: return .text
            case .script: return try scriptPlace(isAttribute: false)
            case .style: return try stylePlace(isAttribute: false)
            }
        case .unclear:
            throw RefusedOutput(
                "it is unclear whether this output stands in text, in a tag or in a script",
                "Let all branches of the tags before it end at the same kind of place, and write no tags in a <title>, "
                    + "nor in a script or a text in an <svg>.")
        }
    }

    private func attributePlace(_ quote: UInt8) throws(RefusedOutput) -> OutputPlace {
        switch attribute {
        // Where a page leads on to: seconds, and an address.
        case .plain where isRefreshContent: return isRefreshOpen ? .address : .words
        case .plain: return .attribute
        case .words: return .words
        case .document: return .document
        case .unclear:
            throw RefusedOutput(
                "an attribute whose name is put together of branches cannot hold an output",
                "Write the whole attribute in each branch.")
        case .address:
            if isScriptAddress {
                throw RefusedOutput(
                    "an address that is a script cannot hold an output",
                    "Read the value from a data attribute in a script of its own.")
            }
            guard isSchemeOpen else { return .attribute }
            return hasOutput ? .addressPart(quote: quote) : .address
        case .binding:
            return if case .script = try scriptPlace(isAttribute: true) {
                .boundAddress(isString: false)
            } else {
                .boundAddress(isString: true)
            }
        case .script: return try scriptPlace(isAttribute: true)
        case .style: return try stylePlace(isAttribute: true)
        }
    }

    private func scriptPlace(isAttribute: Bool) throws(RefusedOutput) -> OutputPlace {
        switch script.output {
        case .code: return .script(isAttribute: isAttribute)
        case .string: return .scriptString(isAttribute: isAttribute)
        case .pattern:
            throw RefusedOutput("a pattern in a script cannot hold an output", "Make it with new RegExp().")
        case .comment:
            throw RefusedOutput("a comment in a script cannot hold an output", "Use a comment of the template: {# #}.")
        case .unclear:
            throw RefusedOutput(
                "it is unclear whether a slash before this output divides or begins a pattern",
                "Make the pattern with new RegExp(), or put parentheses around what is divided.")
        }
    }

    private func stylePlace(isAttribute: Bool) throws(RefusedOutput) -> OutputPlace {
        switch style.place {
        case .code where !style.beginsAddress: return .style(isAttribute: isAttribute)
        case .string: return .styleString(isAttribute: isAttribute, isAddress: style.isAddress)
        case .code, .address: throw RefusedOutput("url() without quotes cannot hold an output", "Write url('...').")
        case .comment:
            throw RefusedOutput("a comment in a style cannot hold an output", "Use a comment of the template: {# #}.")
        }
    }
}

/// Why nothing can be printed at a place.
struct RefusedOutput: Error {
    let message: String
    let suggestion: String

    init(_ message: String, _ suggestion: String) {
        self.message = message
        self.suggestion = suggestion
    }
}
