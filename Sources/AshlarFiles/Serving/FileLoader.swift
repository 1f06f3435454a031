import AshlarHTTP
import HTTPTypes

/// Reads a file of a mount with its variants. Its calls may block: they are for ``FileThreads``.
struct FileLoader: Sendable {
    let root: String
    let cacheControl: String
    let memoryBytes: Int
    let headers: HTTPFields

    private static let codings = [(coding: "br", ending: ".br"), (coding: "gzip", ending: ".gz")]

    /// The file, or nil if there is none that may be served.
    ///
    /// - Parameters:
    ///   - name: its path inside of the mount's folder.
    ///   - isImmutable: told the file's state, whether its address is of this content for ever.
    func load(_ name: String, isImmutable: (OpenFile) -> Bool = { _ in false }) -> ServedFile? {
        guard let file = open(name) else { return nil }
        // Compressed before the file was changed: of another content.
        let compressed = Self.codings.compactMap { coding, ending in
            open(name + ending).flatMap {
                $0.modified / 1_000_000_000 >= file.modified / 1_000_000_000 ? (coding, $0) : nil
            }
        }
        var fields: HTTPFields = [
            .contentType: MediaType.ofFile(named: name),
            .cacheControl: isImmutable(file) ? "public, max-age=31536000, immutable" : cacheControl,
            .xContentTypeOptions: "nosniff",
        ]
        if !compressed.isEmpty { fields[.vary] = "Accept-Encoding" }
        for field in headers { fields[field.name] = field.value }
        guard let identity = representation(file, fields, nil) else { return nil }
        let variants = compressed.compactMap { coding, file in
            representation(file, fields, coding).map { (coding: coding, file: $0) }
        }
        return ServedFile(identity: identity, variants: variants)
    }

    /// What a file is now: other than what it was if it was changed.
    func state(_ name: String) -> [Int] {
        ([""] + Self.codings.map(\.ending)).flatMap { ending in
            open(name + ending).map { [$0.modified, $0.size] } ?? [0, 0]
        }
    }

    private func open(_ name: String) -> OpenFile? {
        RealPath.of(name, in: root).flatMap(OpenFile.init)
    }

    private func representation(_ file: OpenFile, _ headers: HTTPFields, _ coding: String?) -> FileRepresentation? {
        let content: FileRepresentation.Content
        if file.size <= memoryBytes {
            guard let bytes = file.read(0..<file.size) else { return nil }
            content = .memory(bytes)
        } else {
            content = .file(file)
        }
        return FileRepresentation(
            content: content, size: file.size, modified: file.modified, headers: headers, coding: coding)
    }
}
