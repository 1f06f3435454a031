import AshlarSupport

/// The names by which other files of an app use what a file declares.
struct GivenNames: Sendable, Equatable {
    /// Types that are declared at the top.
    private(set) var types: Set<String> = []
    /// Models that have a factory by it.
    private(set) var factories: Set<String> = []
    /// Views, with dots: `posts.index`.
    private(set) var views: Set<String> = []
    /// Routes: `posts.index`.
    private(set) var routes: Set<String> = []

    /// The names of what was written.
    ///
    /// - Parameters:
    ///   - item: what was written, with the lines that it needed elsewhere.
    ///   - text: what is in the file now.
    init(of item: Generator.Item, text: String) {
        if item.path.hasPrefix("views/") {
            let name = item.path.dropFirst("views/".count)
            views = [String(name.prefix { $0 != "." }).replacing("/", with: ".")]
        } else if item.path.hasSuffix(".swift") {
            for line in SwiftCode(text).lines {
                if let match = line.firstMatch(of: Self.declaration()) { types.insert(String(match.1)) }
                if let match = line.firstMatch(of: /^extension (\w+): HasFactory\b/) {
                    factories.insert(String(match.1))
                }
            }
        }
        for injection in item.injections {
            // The group that craft new puts around the routes of an API names them so.
            let group = injection.file.hasSuffix("/API.swift") ? "api." : ""
            routes.formUnion(RouteLine(injection.line)?.names.map { group + $0 } ?? [])
        }
    }

    /// A type at the top of a file. One that is private is used in its file alone.
    private static func declaration() -> Regex<(Substring, Substring)> {
        /^(?:@\w+(?:\([^)]*\))? +)*(?:public |package |final |indirect )*(?:struct|class|enum|actor|protocol|typealias) (\w+)/
    }
}
