import AshlarSupport
import AshlarTemplate
import Foundation

/// An app's views with those of its modules: `billing::invoice.html` is `views/vendor/billing/invoice.html` of the app, or else
/// `views/invoice.html` of the module.
struct ModuleViews: TemplateLoader {
    private let app: FileSystemLoader
    private let modules: [String: FileSystemLoader]

    /// - Parameters:
    ///   - app: the app's own views.
    ///   - modules: the modules' folders, by namespace.
    init(app: FileSystemLoader, modules: [String: String]) {
        self.app = app
        self.modules = modules.mapValues { folder in
            let views = FileSystemLoader(root: folder + "/views", watches: app.watchesChanges)
            return app.keepsAll ? views.keepingAll() : views
        }
    }

    var watchesChanges: Bool { app.watchesChanges }

    func load(_ name: String) throws -> TemplateSource? {
        guard let name = ModuleFile(name) else { return try app.load(name) }
        guard let module = modules[name.namespace] else { return nil }
        return try app.load(name.override) ?? module.load(name.path)
    }

    func version(of name: String) -> TemplateVersion? {
        guard let name = ModuleFile(name) else { return app.version(of: name) }
        guard let module = modules[name.namespace] else { return nil }
        return app.version(of: name.override) ?? module.version(of: name.path)
    }

    func hint(forMissing name: String) -> String? {
        guard let name = ModuleFile(name) else { return app.hint(forMissing: name) }
        guard let module = modules[name.namespace] else {
            return Suggestion.closest(to: name.namespace, in: modules.keys).map { "Did you mean \($0)::\(name.path)?" }
                ?? "No module with the namespace \"\(name.namespace)\" has a folder of views."
        }
        return "It would be the file \(module.root)/\(name.path), or \(app.root)/\(name.override) in the app."
    }

    func names() throws -> [String] {
        // An app that answers with JSON alone has none.
        let own = app.isThere ? try app.names() : []
        let theirs = try modules.flatMap { namespace, module in
            let overrides = own.filter { $0.hasPrefix("vendor/\(namespace)/") }.map {
                "\(namespace)::\($0.dropFirst("vendor/\(namespace)/".count))"
            }
            // A module may have public files alone.
            let brought = module.isThere ? try module.names().map { "\(namespace)::\($0)" } : []
            return Set(overrides + brought)
        }
        return own + theirs.sorted()
    }
}

/// The name of a module's view, taken apart.
private struct ModuleFile {
    let namespace: String
    /// Inside of the module's folder.
    let path: String
    /// Inside of the app's.
    var override: String { "vendor/\(namespace)/\(path)" }

    init?(_ name: String) {
        guard let mark = name.firstRange(of: "::") else { return nil }
        namespace = String(name[..<mark.lowerBound])
        // In a template too, `billing::cards.small` may stand for `billing::cards/small.html`.
        path = ViewRenderer.path(of: String(name[mark.upperBound...]))
    }
}

extension FileSystemLoader {
    /// Whether there is such a folder.
    var isThere: Bool { FileManager.default.fileExists(atPath: root) }
}
