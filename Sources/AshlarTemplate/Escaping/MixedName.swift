/// A name that values are part of. How an attribute is escaped depends on its name, which is known only when they are printed.
enum MixedName: Sendable, Equatable {
    /// The name of a tag, without what values add.
    case element(named: String)
    /// That of an attribute, in a tag.
    case attribute(named: String, in: String, HTMLAttribute)

    /// Elements that are read otherwise than the rest, or whose attributes are, in lower case.
    static let special: Set<[UInt8]> = Set(["script", "style", "meta", "set", "animate"].map { Array($0.utf8) })

    private static func isSpecial(_ name: String) -> Bool { special.contains(Array(name.utf8)) }

    var isElement: Bool { if case .element = self { true } else { false } }

    /// Refuses a name that changes how what follows has to be escaped.
    ///
    /// - Parameters:
    ///   - printed: the name as the page has it.
    ///   - attributes: what names are known to be.
    func check(_ printed: String, _ attributes: inout KnownAttributes) throws {
        let printed = printed.lowercased()
        switch self {
        case .element(let name):
            // What the text alone would be is how the template was read.
            guard printed != name, Self.isSpecial(printed) || Self.isSpecial(name) else { return }
            throw Failure(
                "the name of the tag \"\(printed)\" is put together of values", suggestion: "Write it out.")
        case .attribute(let name, let element, let attribute):
            if printed == name { return }
            let isSame = attributes.attribute(named: printed, in: element) == attribute
            // An address that a page is sent on to.
            if isSame, element != "meta" || printed != "content" { return }
            throw Failure(
                "the name of the attribute \"\(printed)\" is put together of values, and its value is not escaped as it needs",
                suggestion: "Write the name out, or use the filter xmlattr.")
        }
    }
}

/// Checks a name that values are part of, behind the mark that ends it.
struct NameCheckStatement: Executable {
    let name: MixedName
    let offset: Int

    func execute(_ frame: Frame) throws -> Flow {
        guard frame.state.autoescape else { return .next }
        let state = frame.state
        let printed = name.isElement ? state.output.lastTagName : state.output.lastName
        do { try name.check(printed, &state.attributes) } catch { throw frame.error(error, at: offset) }
        return .next
    }
}
