import Foundation

/// Templates in a folder: `views/posts/index.html` is `posts/index.html`.
public struct FileSystemLoader: TemplateLoader {
    /// The folder.
    public let root: String
    /// Whether a file that has changed is read again: true in development, false in production.
    public let watchesChanges: Bool
    /// What the folder held when it was read at once; nil where files are read when they are asked for.
    private let kept: Result<[String: Result<TemplateSource?, any Error>], any Error>?

    /// Reads templates from a folder.
    ///
    /// - Parameters:
    ///   - root: the folder's path.
    ///   - changes: whether a file that has changed is read again at the next render.
    public init(root: String, watches changes: Bool) {
        self.root = root.count > 1 && root.hasSuffix("/") ? String(root.dropLast()) : root
        watchesChanges = changes
        kept = nil
    }

    private init(root: String, kept: Result<[String: Result<TemplateSource?, any Error>], any Error>) {
        self.root = root
        watchesChanges = false
        self.kept = kept
    }

    /// The same folder as it is now, read at once: files that change or come later make no difference.
    public func keepingAll() -> FileSystemLoader {
        FileSystemLoader(
            root: root,
            kept: Result {
                try names().reduce(into: [:]) { kept, name in kept[name] = Result { try load(name) } }
            })
    }

    /// Whether the files are those of the moment when the loader was made.
    public var keepsAll: Bool { kept != nil }

    private func path(_ name: String) -> String { root + "/" + name }

    /// Where the file would be.
    public func hint(forMissing name: String) -> String? { "It would be the file \(path(name))." }

    /// A file's bytes; nil if there is no such file.
    ///
    /// - Throws: Foundation's error if there is a file that cannot be read.
    public func load(_ name: String) throws -> TemplateSource? {
        if let kept { return try (try? kept.get())?[name]?.get() }
        guard TemplateName.fault(in: name) == nil, let version = version(of: name) else { return nil }
        let data = try Data(contentsOf: URL(fileURLWithPath: path(name)))
        return TemplateSource(bytes: Array(data), path: path(name), version: version)
    }

    /// The file's time of change, size and number.
    public func version(of name: String) -> TemplateVersion? {
        if let kept { return (try? kept.get())?[name] == nil ? nil : TemplateVersion(0) }
        guard TemplateName.fault(in: name) == nil,
            let attributes = try? FileManager.default.attributesOfItem(atPath: path(name)),
            attributes[.type] as? FileAttributeType != .typeDirectory
        else { return nil }
        // In the unit of the clock's own steps, so that two changes within a second are told apart.
        let time = (attributes[.modificationDate] as? Date)?.timeIntervalSince1970.bitPattern ?? 0
        let size = (attributes[.size] as? NSNumber)?.int64Value ?? 0
        let number = (attributes[.systemFileNumber] as? NSNumber)?.int64Value ?? 0
        return TemplateVersion(Int64(bitPattern: time), size, number)
    }

    /// The names of all files in the folder and the folders in it, without hidden ones, in alphabetical order.
    public func names() throws -> [String] {
        if let kept { return try kept.get().keys.sorted() }
        let files = try FileManager.default.subpathsOfDirectory(atPath: root)
        return files.filter { name in
            !name.split(separator: "/").contains { $0.hasPrefix(".") } && version(of: name) != nil
        }.sorted()
    }
}
