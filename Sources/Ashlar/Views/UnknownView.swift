public import AshlarSupport

/// An action names a view that does not exist.
public struct UnknownView: DetailedError {
    /// The view.
    public let view: String
    /// The action.
    public let action: String
    /// Where the action is.
    public let location: SourceLocation?
    let known: [String]

    /// Which view is missing, for which action, and where it would be.
    public var description: String {
        let path = ViewRenderer.path(of: view)
        let place = view.contains("::") ? "such view of a module" : "views/\(path)"
        return "\(action) shows the view \"\(view)\", but there is no \(place)."
            + Suggestion.sentence(for: path, in: known)
            + (location.map { "\n  at \($0)" } ?? "")
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
