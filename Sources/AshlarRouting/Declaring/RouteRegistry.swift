import AshlarSupport

/// What all groups of one list of routes share.
final class RouteRegistry {
    /// One inclusion of a module.
    struct Inclusion: Hashable, Sendable {
        let module: String
        let prefix: String
        let namePrefix: String
        let host: String?
    }

    var routes: [Route] = []
    var converters: [String: PathConverter] = [:]
    /// What is wrong with the declarations themselves.
    var problems: [RouteError] = []
    private var inclusions: Set<Inclusion> = []

    /// Whether it is the first time: a module is included once at one place.
    func isNew(_ inclusion: Inclusion) -> Bool { inclusions.insert(inclusion).inserted }
}
