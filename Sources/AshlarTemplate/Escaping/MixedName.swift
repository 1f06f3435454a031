/// A name that values are part of. How an attribute is escaped depends on its name, which is known only when they are printed.
enum MixedName: Sendable, Equatable {
    /// The name of a tag, without what values add.
    case element(named: String)
    /// That of an attribute, in a tag.
    case attribute(named: String, in: String)

    /// Elements that are read otherwise than the rest, or whose attributes are, in lower case.
    static let special: Set<[UInt8]> = Set(["script", "style", "meta", "set", "animate"].map { Array($0.utf8) })

    /// Refuses a name that changes how what follows has to be escaped.
    ///
    /// - Parameter printed: the name as the page has it.
    func check(_ printed: String) throws {
        let printed = printed.lowercased()
        switch self {
        case .element(let name):
            guard printed != name, Self.special.contains(Array(printed.utf8)) else { return }
            throw Failure(
                "the name of the tag \"\(printed)\" is put together of values", suggestion: "Write it out.")
        case .attribute(let name, let element):
            let isSame = HTMLAttribute(named: name, in: element) == HTMLAttribute(named: printed, in: element)
            // An address that a page is sent on to.
            if isSame, element != "meta" || printed != "content" || name == printed { return }
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
        do { try name.check(frame.state.output.lastName) } catch { throw frame.error(error, at: offset) }
        return .next
    }
}
