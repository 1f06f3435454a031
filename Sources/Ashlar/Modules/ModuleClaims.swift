import Foundation

/// What an app and its modules claim for themselves, and where two claim the same. Routes and bindings are looked after where
/// they are declared.
struct ModuleClaims {
    private(set) var problems: [ModuleError] = []
    private(set) var commands: [any ConsoleCommand.Type] = []

    /// The sections of settings that the framework reads itself.
    private static let reserved: Set<String> = ["app", "database", "log", "security", "server", "session"]

    /// - Parameters:
    ///   - all: every module, at each place.
    ///   - modules: each type once.
    ///   - app: the app.
    init(all: [ModuleGraph.Node], modules: [ModuleGraph.Node], app: any Application) {
        checkNamespaces(modules)
        checkSame(all)
        checkTemplates(modules)
        collectCommands(modules, of: app)
    }

    private mutating func checkNamespaces(_ modules: [ModuleGraph.Node]) {
        var owners: [String: String] = [:]
        for node in modules {
            let (name, namespace) = (node.name, node.namespace)
            if !Self.isValid(namespace) { problems.append(.namespace(namespace, of: name)) }
            if Self.reserved.contains(namespace) { problems.append(.reserved(namespace, of: name)) }
            if let owner = owners.updateValue(name, forKey: namespace) {
                problems.append(
                    .claimed(
                        "the namespace", namespace, by: "The modules \(owner)", and: name,
                        "Give one of them another: static let namespace = \"...\"."))
            }
            if let folder = node.module.folder, !FileManager.default.fileExists(atPath: folder) {
                problems.append(.noFolder(folder, of: name))
            }
        }
    }

    /// A namespace is a folder, the name of a file and the start of a variable's name.
    private static func isValid(_ namespace: String) -> Bool {
        guard let first = namespace.utf8.first, (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first) else {
            return false
        }
        return namespace.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"),
                UInt8(ascii: "-"):
                true
            default: false
            }
        }
    }

    /// What counts once may not depend on which of several places is looked at.
    private mutating func checkSame(_ all: [ModuleGraph.Node]) {
        var first: [ObjectIdentifier: any Module] = [:]
        var reported: Set<String> = []
        for node in all {
            let id = ObjectIdentifier(type(of: node.module))
            guard let other = first[id] else {
                first[id] = node.module
                continue
            }
            for what in Self.differences(other, node.module) where reported.insert("\(node.name) \(what)").inserted {
                problems.append(.differs(what, node.name))
            }
        }
    }

    private static func differences(_ first: any Module, _ second: any Module) -> [String] {
        func ids(_ types: [Any.Type]) -> [ObjectIdentifier] { types.map { ObjectIdentifier($0) } }
        var differences: [String] = []
        if first.folder != second.folder { differences.append("folders") }
        if first.settings.mapValues(\.description) != second.settings.mapValues(\.description) {
            differences.append("settings")
        }
        if ids(first.providers) != ids(second.providers) { differences.append("providers") }
        if ids(first.migrations) != ids(second.migrations) { differences.append("migrations") }
        if ids(first.commands) != ids(second.commands) { differences.append("commands") }
        if first.templates.names.map(\.name) != second.templates.names.map(\.name) {
            differences.append("template functions")
        }
        return differences
    }

    private mutating func checkTemplates(_ modules: [ModuleGraph.Node]) {
        var owners: [String: String] = [:]
        for name in TemplateHelpers.names { owners["the template global \(name)"] = "Ashlar" }
        for node in modules {
            for (kind, name) in node.module.templates.names {
                guard let owner = owners.updateValue(node.name, forKey: "\(kind) \(name)") else { continue }
                problems.append(.claimed(kind, name, by: owner, and: node.name, "Rename it in one of them."))
            }
        }
    }

    private mutating func collectCommands(_ modules: [ModuleGraph.Node], of app: any Application) {
        var owners: [String: String] = [:]
        for type in AppCommand.builtIn { owners[type._commandName] = "Ashlar" }
        var taken: Set<ObjectIdentifier> = []
        let lists =
            [(String(reflecting: type(of: app)), app.commands)] + modules.map { ($0.name, $0.module.commands) }
        for (name, list) in lists {
            for command in list where taken.insert(ObjectIdentifier(command)).inserted {
                if let owner = owners.updateValue(name, forKey: command._commandName) {
                    problems.append(
                        .claimed(
                            "the command", command._commandName, by: owner, and: name,
                            "Name one of them otherwise: CommandConfiguration(commandName: \"...\")."))
                } else {
                    commands.append(command)
                }
            }
        }
    }
}
