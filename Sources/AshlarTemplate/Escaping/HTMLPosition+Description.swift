extension HTMLPosition {
    /// The place in a message.
    var described: String {
        switch place {
        case .text, .declaration: "text"
        case .comment: "a comment"
        case .tagOpen, .tagName, .tag: tag
        case .attributeName, .afterName, .beforeValue: "the name of an attribute in \(tag)"
        case .value: inside(Self.text(of: word).isEmpty ? "an attribute" : "the attribute \"\(Self.text(of: word))\"")
        case .content: element == .text ? "<\(Self.text(of: name))>" : inside("<\(Self.text(of: name))>")
        case .unclear: "a place that its branches leave open"
        }
    }

    /// What is left open where text ends here that began outside of all tags; nil if nothing is, or if that is not known.
    var openPlace: String? {
        switch place {
        case .text, .tagOpen, .unclear: nil
        default: described
        }
    }

    private var tag: String { name.isEmpty ? "a tag" : "the tag <\(isEnd ? "/" : "")\(Self.text(of: name))>" }

    /// A place whose content is a script or a style, as far as it is more than code.
    private func inside(_ owner: String) -> String {
        let isScript = place == .content ? element == .script : attribute == .script || attribute == .binding
        let isStyle = place == .content ? element == .style : attribute == .style
        let part: String? =
            if isScript {
                switch script.output {
                case .code, .unclear: nil
                case .string: "a string in "
                case .pattern: "a pattern in "
                case .comment: "a comment in "
                }
            } else if isStyle {
                switch style.place {
                case .code: nil
                case .string: "a string in "
                case .comment: "a comment in "
                case .address: "an address in "
                }
            } else {
                nil
            }
        return (part ?? "") + owner
    }

    private static func text(of name: [UInt8]) -> String { String(decoding: name, as: UTF8.self) }
}
