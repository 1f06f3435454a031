extension ScriptReading {
    /// The reading after branches that end here and there; nil where they end in different places.
    func joined(with other: ScriptReading) -> ScriptReading? {
        if self == other { return self }
        guard place == other.place, pending == other.pending else { return nil }
        var result = self
        if open != other.open {
            // What a brace ends in a template literal has to be known; elsewhere only a slash behind it is unclear.
            if open.contains(.value) || other.open.contains(.value) { return nil }
            result.open = []
        }
        if slash != other.slash { result.slash = .unclear }
        if word != other.word || isInWord != other.isInWord || isMember != other.isMember {
            (result.word, result.isInWord, result.isMember) = ([], false, false)
        }
        if lastCode != other.lastCode || beforeLastCode != other.beforeLastCode {
            (result.lastCode, result.beforeLastCode) = (0, 0)
        }
        if last != other.last { result.last = UInt8(ascii: "x") }
        result.isDoubled = isDoubled && other.isDoubled
        result.openComment = max(openComment, other.openComment)
        result.isEscaped = isEscaped || other.isEscaped
        result.isInClass = isInClass && other.isInClass
        return result
    }
}
