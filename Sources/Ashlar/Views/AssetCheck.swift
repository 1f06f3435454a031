import AshlarConfig
import AshlarSupport
import AshlarTemplate
import Foundation

/// Looks for files that templates name: `asset('app.css')`.
struct AssetCheck: Sendable {
    private let root: String
    private let modules: [String: String]

    init(config: Config, modules: ModuleGraph) {
        root = config.root + "/public"
        self.modules = Dictionary(modules.publicFolders.map { ($0.namespace, $0.path) }) { first, _ in first }
    }

    var checks: [String: @Sendable (TemplateCall) -> TemplateFault?] { ["asset": { fault(in: $0.literal) }] }

    /// What is wrong with the name of a file; nil for one that is there.
    private func fault(in name: String) -> TemplateFault? {
        let path = String(name.drop { $0 == "/" })
        if let mark = path.firstRange(of: "::") {
            let (namespace, file) = (String(path[..<mark.lowerBound]), path[mark.upperBound...].drop { $0 == "/" })
            if exists("\(root)/vendor/\(namespace)/\(file)") { return nil }
            guard let folder = modules[namespace] else {
                return TemplateFault("no module with the namespace \"\(namespace)\" has public files")
            }
            return exists("\(folder)/\(file)") ? nil : missing(String(file), in: folder, as: "\(namespace)::")
        }
        if exists("\(root)/\(path)") { return nil }
        for (namespace, folder) in modules where path.hasPrefix("vendor/\(namespace)/") {
            if exists(folder + path.dropFirst("vendor/\(namespace)".count)) { return nil }
        }
        return missing(path, in: root, as: "")
    }

    private func missing(_ path: String, in folder: String, as prefix: String) -> TemplateFault {
        let files = FileManager.default.subpaths(atPath: folder) ?? []
        let near = Suggestion.closest(to: path, in: files)
        return TemplateFault(
            "there is no file \(folder)/\(path)", suggestion: near.map { "Did you mean \"\(prefix)\($0)\"?" })
    }

    private func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }
}
