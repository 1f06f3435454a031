import AshlarRouting
import AshlarSupport
import AshlarTemplate

// What shows before any page is rendered.
extension ViewRenderer {
    /// What is wrong with the templates, and with the actions that name them.
    func problems(for routes: RouteTable) -> [any Error] {
        let shared = sharedNames
        let faults = engine.checkAll(shared: shared)
        var problems: [any Error] = faults
        var told = Set(faults.map(\.description))
        let known = (try? engine.loader.names()) ?? []
        problems += UnknownView.all(in: routes.entries.map(\.action), known: known) { !has($0) }
        problems += UnknownFragment.all(in: routes.entries.map(\.action)) { engine.blockNames(of: Self.path(of: $0)) }
        var seen: Set<String> = []
        let read = ParsedTemplates()
        for view in routes.entries.compactMap(\.action.typedView) where seen.insert(String(reflecting: view)).inserted {
            let path = Self.path(of: view.view)
            let given = helperTypes.merging(view.fields.map { ($0.name, $0.type) }) { $1 }
            // Which names a composer makes is known only when it has run.
            problems += engine.checkNames(
                of: path, given: given, shared: shared, read: read,
                isOpen: { template in views.composers.contains { $0.pattern.matches(template) } }
            ).filter { told.insert($0.description).inserted }
        }
        return problems
    }

    /// What is in the templates and does not do what it seems to, where nothing is wrong in the same place.
    func findings(beside problems: [any Error]) -> [any Error] {
        let places = Set(problems.compactMap { ($0 as? TemplateError)?.location?.description })
        return engine.findings(shared: sharedNames).filter { !places.contains($0.location?.description ?? "") }
    }

    /// The types of what the framework gives to all views, unless the app gives something else.
    private var helperTypes: [String: Any.Type] {
        let types: [String: Any.Type] = ["auth": views.authType, "request": RequestMembers.self]
        return types.filter { views.shared[$0.key] == nil }
    }

    private var sharedNames: Set<String> { Set(RequestValues.names + views.shared.keys) }
}
