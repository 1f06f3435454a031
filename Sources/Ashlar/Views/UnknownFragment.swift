import AshlarRouting
public import AshlarSupport

/// An action shows a block alone that its view does not have.
public struct UnknownFragment: DetailedError {
    /// The block and its view.
    public let fragment: ViewFragment
    /// The action.
    public let action: String
    /// Where the action is.
    public let location: SourceLocation?
    let known: Set<String>

    /// The missing blocks of some actions, each once.
    ///
    /// - Parameter blocks: the blocks of a view; nil where they are not known before it is rendered.
    static func all(in actions: [Action], blocks: (String) -> Set<String>?) -> [UnknownFragment] {
        var seen: Set<[String]> = []
        return actions.flatMap { action in
            action.fragments.compactMap { fragment in
                guard let known = blocks(fragment.view), !known.contains(fragment.block),
                    seen.insert([action.name, fragment.view, fragment.block]).inserted
                else { return nil }
                return UnknownFragment(
                    fragment: fragment, action: action.name, location: action.location, known: known)
            }
        }
    }

    /// Which block is missing, in which view, for which action.
    public var description: String {
        "\(action) shows the block \"\(fragment.block)\" of the view \"\(fragment.view)\" alone, which has no such block."
            + Suggestion.sentence(for: fragment.block, in: known) + (location.map { "\n  at \($0)" } ?? "")
    }

    /// How to make it.
    public var suggestion: String? {
        "Put {% block \(fragment.block) %} around the part in views/\(ViewRenderer.path(of: fragment.view))."
    }
}
