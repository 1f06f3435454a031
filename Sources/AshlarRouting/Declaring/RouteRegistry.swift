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
    /// The requests that the app sends.
    var webhooks: [Webhook] = []
    private(set) var converters: [String: PathConverter] = [:]
    /// The modules that brought converters, and where, by the converters' names; the app's own are not among them.
    private var converterOwners: [String: (module: String, location: SourceLocation)] = [:]
    /// What is wrong with the declarations themselves.
    var problems: [RouteError] = []
    private var inclusions: Set<Inclusion> = []

    /// Whether it is the first time: a module is included once at one place.
    func isNew(_ inclusion: Inclusion) -> Bool { inclusions.insert(inclusion).inserted }

    /// The name of a module's type, without what the compiler calls the file of a private one.
    static func readable(_ module: String) -> String {
        module.replacing(/\(unknown context at [^)]*\)\./, with: "")
    }

    /// Takes a converter; the app's goes before a module's.
    func add(_ converter: PathConverter, of module: String?, at location: SourceLocation) {
        let name = converter.name
        let owner = converterOwners[name]
        guard let module else {
            converterOwners[name] = nil
            converters[name] = converter
            problems.removeAll { $0.converter == name }
            return
        }
        if converters[name] != nil, owner == nil { return }
        if let owner, owner.module != module {
            problems.append(
                RouteError(
                    message: "Two modules bring a converter named \"\(name)\": \(Self.readable(owner.module)) at "
                        + "\(owner.location) and \(Self.readable(module)).",
                    location: location,
                    suggestion: "Rename one, or give the app one of that name, which goes before both.",
                    converter: name))
            return
        }
        converterOwners[name] = (module, location)
        converters[name] = converter
    }
}
