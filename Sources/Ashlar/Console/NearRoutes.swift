import AshlarRouting
import AshlarSupport

/// The routes whose paths are nearest to one that nobody answers, with all methods of these paths.
struct NearRoutes {
    /// The nearest first.
    let entries: [RouteTable.Entry]

    /// How many paths there are at most.
    private static let limit = 3

    /// Compares a path with those of routes: placeholders stand for anything.
    ///
    /// - Parameters:
    ///   - target: the path, with or without a query.
    ///   - all: the routes; what answers everything below a path is not near to anything.
    init(to target: String, in all: [RouteTable.Entry]) {
        let path = target.prefix { $0 != "?" && $0 != "#" }
        let parts = Self.parts(path)
        let plain = all.filter { !$0.isFallback && !$0.isMount }
        let distances = Dictionary(plain.map { ($0.path, Self.distance(parts, Self.parts($0.path[...]))) }) { $1 }
        guard let best = distances.values.min() else {
            entries = []
            return
        }
        // Those of a slip or two more are near, too.
        let near = distances.filter { $0.value <= max(best, path.count / 3) }
            .sorted { ($0.value, $0.key) < ($1.value, $1.key) }.prefix(Self.limit)
        entries = near.flatMap { path in plain.filter { $0.path == path.key } }
    }

    /// A line for each: methods, path and name.
    var lines: [String] {
        guard !entries.isEmpty else { return [] }
        return ["The nearest:"] + entries.map { "  \($0.summary)" + ($0.name.map { " (\($0))" } ?? "") }
    }

    private static func parts(_ path: Substring) -> [String] { path.split(separator: "/").map(String.init) }

    /// The least that has to be written otherwise to get from one path to another: Levenshtein's distance of its parts, of which each
    /// costs its letters.
    static func distance(_ path: [String], _ route: [String]) -> Int {
        var last = route.reduce(into: [0]) { $0.append(($0.last ?? 0) + cost($1)) }
        for part in path {
            var current = [(last.first ?? 0) + cost(part)]
            for (column, other) in route.enumerated() {
                let changed = last[column] + change(of: part, to: other)
                let removed = last[column + 1] + cost(part)
                current.append(min(changed, removed, (current.last ?? 0) + cost(other)))
            }
            last = current
        }
        return last.last ?? 0
    }

    private static func cost(_ part: String) -> Int { part.hasPrefix("{") ? 1 : part.count }

    private static func change(of part: String, to other: String) -> Int {
        other.hasPrefix("{") ? 0 : Suggestion.editDistance(Array(part), Array(other))
    }
}
