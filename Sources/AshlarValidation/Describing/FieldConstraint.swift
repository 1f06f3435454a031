/// What a rule says of a value in a way that browsers and documents understand.
public indirect enum FieldConstraint: Sendable, Equatable {
    /// At least that many characters.
    case minLength(Int)
    /// At most that many characters.
    case maxLength(Int)
    /// A regular expression that matches the whole text.
    case pattern(String)
    /// A known kind of text: `email`, `uri`, `ipv4`, `date`, `tel`.
    case format(String)
    /// At least this.
    case minimum(String)
    /// At most this.
    case maximum(String)
    /// More than this.
    case above(String)
    /// Less than this.
    case below(String)
    /// A multiple of this.
    case multipleOf(String)
    /// A number with at most that many digits after the point.
    case places(Int)
    /// One of these.
    case choices([String])
    /// At least that many elements.
    case minItems(Int)
    /// At most that many elements.
    case maxItems(Int)
    /// No element twice.
    case uniqueItems
    /// What holds for each element.
    case each([FieldConstraint])
    /// Files of these media types.
    case accept([String])
    /// Files of at most that many bytes.
    case maxBytes(Int)
    /// There, and not blank.
    case required
    /// There, if only blank.
    case present
    /// Not blank where it is there.
    case filled
    /// Left out, or blank.
    case prohibited
    /// Left out.
    case missing
    /// Ticked.
    case accepted
}

extension FieldConstraint {
    /// Whether a rule says the same bound more closely, so that what a type says is not worth telling.
    func isNarrowed(by others: [FieldConstraint]) -> Bool {
        others.contains { other in
            switch (self, other) {
            case (.minimum, .minimum), (.minimum, .above), (.maximum, .maximum), (.maximum, .below): true
            default: false
            }
        }
    }
}
