import AshlarContainer
import AshlarORM
import AshlarRouting
import Foundation
import ServiceLifecycle

/// The modules of an app, those in modules too, and what they bring together.
struct ModuleGraph: Sendable {
    /// A module where it stands.
    struct Node: Sendable {
        let module: any Module
        let prefix: String
        let namePrefix: String
        let host: String?
        let inner: [Node]

        /// `Shop.Billing`
        var name: String { ModuleGraph.name(of: type(of: module)) }
        var namespace: String { type(of: module).namespace }
    }

    private let app: any Application
    /// Those that the app lists.
    private let outer: [Node]
    /// Each type once, inner ones before outer ones, otherwise in the order of the list.
    let modules: [Node]
    /// What is wrong with them.
    let problems: [ModuleError]
    /// The commands of the app and of the modules; of two that have one name the first.
    let commands: [any ConsoleCommand.Type]

    init(_ app: any Application) {
        self.app = app
        var problems: [ModuleError] = []
        outer = app.modules.compactMap { Self.node($0, within: [], &problems) }
        var seen: Set<ObjectIdentifier> = []
        let all = outer.flatMap(\.flattened)
        modules = all.filter { seen.insert(ObjectIdentifier(type(of: $0.module))).inserted }
        let claims = ModuleClaims(all: all, modules: modules, app: app)
        self.problems = problems + claims.problems
        commands = claims.commands
    }

    /// A type with its module, without what the compiler calls the file of a private one.
    private static func name(of type: any Module.Type) -> String {
        String(reflecting: type).replacing(/\(unknown context at [^)]*\)\./, with: "")
    }

    private static func node(
        _ module: any Module, within path: [any Module.Type], _ problems: inout [ModuleError]
    ) -> Node? {
        let place = module as? ModulePlace
        let base = place?.base ?? module
        let type = type(of: base)
        if let start = path.firstIndex(where: { $0 == type }) {
            let error = ModuleError.cycle((path[start...] + [type]).map { name(of: $0) })
            if !problems.contains(error) { problems.append(error) }
            return nil
        }
        return Node(
            module: base, prefix: module.prefix, namePrefix: module.namePrefix, host: place?.host,
            inner: base.modules.compactMap { node($0, within: path + [type], &problems) })
    }

    // MARK: - What they bring

    /// The providers of the modules, then the app's.
    var providers: [any ServiceProvider.Type] { modules.flatMap(\.module.providers) + app.providers }

    /// The migrations of the modules, then the app's: its tables may refer to theirs.
    var migrations: [MigrationSource] {
        modules.map { MigrationSource($0.module.migrations, module: $0.namespace) } + [MigrationSource(app.migrations)]
    }

    /// The models of the modules, then the app's.
    var models: [any Model.Type] { modules.flatMap(\.module.models) + app.models }

    /// The seeders of the modules, then the app's.
    var seeders: [any Seeder.Type] { modules.flatMap(\.module.seeders) + app.seeders }

    /// What settings are where the app does not set them.
    var settings: [String: String] {
        modules.reduce(into: [:]) { settings, node in
            for (key, value) in node.module.settings { settings["\(node.namespace).\(key)"] = value.description }
        }
    }

    /// What the modules add to the language of templates.
    var templates: TemplateLibrary {
        modules.reduce(TemplateLibrary()) { $0.overridden(by: $1.module.templates) }
    }

    /// What runs beside the server: the modules' services, then the app's.
    func services(_ kernel: Kernel) -> [any Service] {
        modules.flatMap { $0.module.services(kernel) } + app.services(kernel)
    }

    /// The folders with views and public files, by namespace.
    var folders: [String: String] {
        modules.reduce(into: [:]) { folders, node in
            if let folder = node.module.folder { folders[node.namespace] = folder }
        }
    }

    /// The folders of public files, by namespace.
    var publicFolders: [(namespace: String, path: String)] {
        folders.sorted { $0.key < $1.key }.map { ($0.key, $0.value + "/public") }
            .filter { FileManager.default.fileExists(atPath: $0.path) }
    }

    /// What the commands need, for the proof at boot.
    var requirements: [(name: String, dependencies: [Dependency])] { commands.map { $0.requirement } }

    /// Declares the routes of all modules.
    func declare(in routes: Routes) { outer.forEach { Self.declare($0, in: routes) } }

    private static func declare(_ node: Node, in routes: Routes) {
        routes.include(
            node.module, at: node.prefix, name: node.namePrefix, host: node.host, around: node.module.middleware
        ) { group in node.inner.forEach { declare($0, in: group) } }
    }
}

extension ModuleGraph.Node {
    /// The modules in it, then itself.
    fileprivate var flattened: [ModuleGraph.Node] { inner.flatMap(\.flattened) + [self] }
}
