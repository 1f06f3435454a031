import AshlarHTTP

/// The addresses of an app's assets, as templates write them: `asset('app.css')`.
///
/// ```swift
/// let assets = AssetURLs(manifest: try await .scan(root: "public"))
/// try assets.url("css/app.css")                // "/css/app-8d1f0c2b9a3e4f57.css", served for ever
/// try AssetURLs().url("css/app.css")           // "/css/app.css", asked for each time: for development
/// ```
public struct AssetURLs: Sendable {
    private let manifest: AssetManifest?
    private let base: String
    private let urls: [String: String]

    /// Makes addresses.
    ///
    /// - Parameters:
    ///   - manifest: the files with their hashes; nil leaves the names as they are.
    ///   - base: what is before the names: `/`, a mount's prefix, or `https://cdn.example.com/`.
    public init(manifest: AssetManifest? = nil, base: String = "/") {
        self.manifest = manifest
        let base = base.hasSuffix("/") ? base : "\(base)/"
        self.base = base
        var urls: [String: String] = [:]
        for name in manifest?.names ?? [] { urls[name] = manifest?.hashedName(name).map { base + Self.encode($0) } }
        self.urls = urls
    }

    /// The address of a file.
    ///
    /// - Parameter name: its path inside of the folder, with a slash at its start or without. `blog::app.css` is a file of
    ///   the module `blog`: `vendor/blog/app.css`.
    /// - Throws: ``AssetMissing`` if the folder had no such file when the app booted.
    public func url(_ name: String) throws -> String {
        let name = Self.path(of: name)
        guard let manifest else { return base + Self.encode(name) }
        guard let url = urls[name] else { throw AssetMissing(name: name, known: manifest.names) }
        return url
    }

    private static func path(of name: String) -> String {
        guard let mark = name.firstRange(of: "::") else { return String(name.drop { $0 == "/" }) }
        return "vendor/\(name[..<mark.lowerBound])/\(name[mark.upperBound...].drop { $0 == "/" })"
    }

    private static func encode(_ name: String) -> String {
        name.split(separator: "/", omittingEmptySubsequences: false).map { PercentEncoding.encode(String($0)) }
            .joined(separator: "/")
    }
}
