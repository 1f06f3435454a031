/// A line that declares routes, as generators write it: `routes.resource("posts", PostController.self)`.
struct RouteLine: Sendable, Equatable {
    /// What is called: `resource`, `apiResource`, or a method in small letters.
    let method: String
    /// The path, without slashes at its ends.
    let path: String
    /// The controller that answers; nil if the line names none.
    let controller: String?
    /// The name that the line gives its route; nil if it says none.
    let name: String?

    /// Reads a line.
    ///
    /// - Returns: nil if it declares no route.
    init?(_ line: String) {
        guard
            let match = line.firstMatch(
                of: /^\s*routes\.(resource|apiResource|get|post|put|patch|delete|view)\("([^"]*)"(?:, (\w+)\.(\w+))?/)
        else { return nil }
        method = String(match.1)
        path = String(match.2).split(separator: "/").joined(separator: "/")
        controller = match.3.map(String.init)
        name = line.firstMatch(of: /\.name\("([^"]+)"\)/).map { String($0.1) }
    }

    /// Whether it declares the actions of a resource.
    var isResource: Bool { method == "resource" || method == "apiResource" }

    /// The names of its routes. Of a resource all that it can have: which actions there are, the controller says.
    var names: Set<String> {
        guard isResource else { return name.map { [$0] } ?? [] }
        let prefix = path.split(separator: "/").joined(separator: ".")
        return Set(Self.actions.map { "\(prefix).\($0)" })
    }

    /// Whether both answer one request, or have a name in common.
    func collides(with other: RouteLine) -> Bool {
        if !names.isDisjoint(with: other.names) { return true }
        guard path == other.path else { return false }
        switch (isResource, other.isResource) {
        case (true, true): return true
        case (true, false): return Self.collection.contains(other.method)
        case (false, true): return Self.collection.contains(method)
        case (false, false): return Self.verb(method) == Self.verb(other.method)
        }
    }

    private static let actions = ["index", "create", "store", "show", "edit", "update", "destroy"]
    /// What a resource answers at its own path.
    private static let collection: Set<String> = ["get", "view", "post"]

    private static func verb(_ method: String) -> String { method == "view" ? "get" : method }
}
