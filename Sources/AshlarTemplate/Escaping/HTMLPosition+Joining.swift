extension HTMLPosition {
    /// A value was printed here.
    mutating func readOutput() {
        (endsMixedScheme, endsMixedName) = (false, false)
        hiding.readOutput()
        if openName != nil { openName = .printed }
        switch place {
        case .tagOpen:
            name = []
            (place, isNamePrinted) = (.tagName, true)
        case .tag, .afterName:
            (word, isNameBranched) = ([], false)
            (place, isNamePrinted) = (.attributeName, true)
        case .tagName, .attributeName: isNamePrinted = true
        case .comment: comment = .output
        case .beforeValue: beginValue(quote: 0)
        case .value:
            hasOutput = true
            switch attribute {
            case .script, .binding: script.readOutput()
            case .style: style.readOutput()
            case .plain, .address, .words, .document, .unclear: break
            }
        case .content:
            run = 0
            if element == .script { script.readOutput() } else if element == .style { style.readOutput() }
        default: break
        }
    }

    /// Whether the place is, for all that follows, one of which the other is a case.
    func leads(whereverDoes entry: HTMLPosition) -> Bool {
        // In text nothing of what was read before it counts.
        self == entry || (place == .text && entry.place == .text)
    }

    /// The place after branches that end here and there.
    func joined(with other: HTMLPosition) -> HTMLPosition {
        if self == other { return self }
        var result = self
        result.foreignDepth = max(foreignDepth, other.foreignDepth)
        result.isRefresh = isRefresh || other.isRefresh
        result.comment = comment.joined(with: other.comment)
        result.isNamePrinted = isNamePrinted || other.isNamePrinted
        // What runs as a script on one way is written as one on both.
        if scriptType != other.scriptType { result.scriptType = nil }
        if isBetweenAttributes, other.isBetweenAttributes, name == other.name, isEnd == other.isEnd {
            let places = [place, other.place]
            if places == [.tagName, .tagName] {
                result.isNameBranched = isNameBranched || other.isNameBranched
                return result
            }
            // A name that one of the branches began may go on behind them, be it an attribute's or the tag's.
            result.isNameBranched = places.contains(.attributeName) || places.contains(.afterName)
            result.place = places.contains(.attributeName) ? .attributeName : result.isNameBranched ? .afterName : .tag
            result.openName = Self.open(self, other)
            return result
        }
        guard place == other.place, element == other.element, let hiding = hiding.joined(with: other.hiding) else {
            return .unclear
        }
        (result.hiding, result.openName) = (hiding, Self.open(self, other))
        result.isNameBranched = isNameBranched || other.isNameBranched
        if name != other.name {
            guard canBranch(from: other) else { return .unclear }
            // Where one of both holds text alone, reading tags does for it as well.
            if Self.texts.contains(name) { result.name = other.name }
            result.isNameBranched = result.isNameBranched || place == .tagName
        }
        if isBehindName, word != other.word { result.isNameBranched = true }
        if case .value = place {
            guard attribute == other.attribute else { return .unclear }
            if let near = other.nearRefresh {
                guard nearRefresh ?? near == near else { return .unclear }
                result.value = other.value
            }
            if isScriptType, value != other.value { result.value = [UInt8(ascii: "?")] }
        } else if place == .text {
            var text = HTMLPosition()
            text.foreignDepth = result.foreignDepth
            return text
        }
        guard let script = script.joined(with: other.script), let style = style.joined(with: other.style) else {
            return .unclear
        }
        (result.script, result.style) = (script, style)
        result.hasOutput = hasOutput || other.hasOutput || value != other.value
        result.isSchemeOpen = isSchemeOpen || other.isSchemeOpen
        result.isScriptAddress = isScriptAddress || other.isScriptAddress
        result.run = 0
        return result
    }

    /// Whether tags of different names may lead here: what is in them is read alike.
    private func canBranch(from other: HTMLPosition) -> Bool {
        switch place {
        case .tagName, .tag, .attributeName, .afterName, .beforeValue, .value:
            !MixedName.special.contains(name) && !MixedName.special.contains(other.name)
        case .content: false
        case .text, .tagOpen, .declaration, .comment, .unclear: true
        }
    }

    /// Whether the name of an attribute was read, and its value was not.
    private var isBehindName: Bool { place == .attributeName || place == .afterName || place == .beforeValue }

    /// What is open of the tag's name behind branches that end here and there.
    private static func open(_ one: HTMLPosition, _ other: HTMLPosition) -> OpenName? {
        let all = [one, other].compactMap { $0.place == .tagName ? $0.isNamePrinted ? .printed : .text : $0.openName }
        if one.place == .tagName, other.place == .tagName { return nil }
        return all.contains(.printed) ? .printed : all.first
    }

    private static let texts: Set<[UInt8]> = [Array("textarea".utf8), Array("title".utf8)]

    var isBetweenAttributes: Bool {
        switch place {
        case .tagName: !name.isEmpty
        case .tag, .attributeName, .afterName: true
        default: false
        }
    }
}
