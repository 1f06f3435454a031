import AshlarRouting
public import AshlarSupport

/// An action names a view that does not exist.
public struct UnknownView: DetailedError {
    /// The view.
    public let view: String
    /// The action.
    public let action: String
    /// Where the action is.
    public let location: SourceLocation?
    /// The other actions that name it.
    public let others: [String]
    let known: [String]

    /// The missing views of some actions, each once.
    static func all(in actions: [Action], known: [String], isMissing: (String) -> Bool) -> [UnknownView] {
        var order: [String] = []
        var askers: [String: [Action]] = [:]
        for action in actions {
            for view in action.views + (action.typedView.map { [$0.view] } ?? []) where isMissing(view) {
                if askers[view] == nil { order.append(view) }
                // One action may answer at several routes, and name a view in several places.
                guard askers[view]?.contains(where: { $0.name == action.name }) != true else { continue }
                askers[view, default: []].append(action)
            }
        }
        return order.compactMap { view in
            guard let actions = askers[view], let first = actions.first else { return nil }
            return UnknownView(
                view: view, action: first.name, location: first.location, others: actions.dropFirst().map(\.name),
                known: known)
        }
    }

    /// Which view is missing, for which action, and where it would be.
    public var description: String {
        let path = ViewRenderer.path(of: view)
        let place = view.contains("::") ? "such view of a module" : "views/\(path)"
        return "\(action) shows the view \"\(view)\", but there is no \(place)."
            + Suggestion.sentence(for: path, in: known)
            + (location.map { "\n  at \($0)" } ?? "")
            + (others.isEmpty ? "" : "\n  also shown by \(others.joined(separator: ", "))")
            + "\n  \(suggestion ?? "")"
    }

    /// How to make it.
    public var suggestion: String? {
        guard let mark = view.firstRange(of: "::") else { return "Make it with: ./craft make view \(view)" }
        let path = ViewRenderer.path(of: String(view[mark.upperBound...]))
        return "It would be views/\(path) in the folder of the module \(view[..<mark.lowerBound]), "
            + "or views/vendor/\(view[..<mark.lowerBound])/\(path) in the app."
    }
}
