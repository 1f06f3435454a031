/// What was read of an HTML comment that may be its end (HTML standard, sections 13.2.5.43 to 13.2.5.52): `-->`, `--!>`, and
/// right behind its start `>` and `->`.
enum HTMLComment: Sendable, Equatable {
    case start, startDash, inside, dash, dashes, bang
    /// Behind a value, which may have ended with dashes; behind that a dash.
    case output, outputDash, outputBang

    enum Step { case goesOn(HTMLComment), ends, isUnclear }

    func reading(_ byte: UInt8) -> Step {
        switch byte {
        case UInt8(ascii: ">"):
            switch self {
            case .start, .startDash, .dashes, .bang: .ends
            case .inside, .dash: .goesOn(.inside)
            case .output, .outputDash, .outputBang: .isUnclear
            }
        case UInt8(ascii: "-"):
            switch self {
            case .start: .goesOn(.startDash)
            case .inside, .bang: .goesOn(.dash)
            case .output, .outputBang: .goesOn(.outputDash)
            case .startDash, .dash, .dashes, .outputDash: .goesOn(.dashes)
            }
        case UInt8(ascii: "!"):
            switch self {
            case .dashes: .goesOn(.bang)
            case .output, .outputDash: .goesOn(.outputBang)
            case .start, .startDash, .inside, .dash, .bang, .outputBang: .goesOn(.inside)
            }
        default: .goesOn(.inside)
        }
    }

    /// The place behind branches that end here and there.
    func joined(with other: HTMLComment) -> HTMLComment { self == other ? self : .output }
}
