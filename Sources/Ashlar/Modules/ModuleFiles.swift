import AshlarConfig
import AshlarFiles
import AshlarHTTP

/// The public files of the modules, below `/vendor/` and their namespaces.
struct ModuleFiles {
    /// What serves them.
    let layers: [any Middleware]
    private let manifests: [(namespace: String, manifest: AssetManifest)]

    /// In production their hashes are read, as those of the app's files are.
    init(_ modules: ModuleGraph, config: Config) async throws {
        var layers: [any Middleware] = []
        var manifests: [(namespace: String, manifest: AssetManifest)] = []
        var options = StaticFiles.Options()
        if config.environment == .development { options.revalidation = .zero }
        for (namespace, path) in modules.publicFolders {
            let manifest = config.environment == .production ? try await AssetManifest.scan(root: path) : nil
            if let manifest { manifests.append((namespace, manifest)) }
            layers.append(
                StaticFiles(root: path, at: "/vendor/\(namespace)", manifest: manifest, options: options))
        }
        self.layers = layers
        self.manifests = manifests
    }

    /// The app's files and the modules'; nil if no hash is known.
    ///
    /// - Parameter own: the app's; nil where none are known, or there are none.
    func joined(to own: AssetManifest?) -> AssetManifest? {
        manifests.isEmpty
            ? own : manifests.reduce(own ?? .empty) { $0.merging($1.manifest, at: "vendor/\($1.namespace)") }
    }
}
