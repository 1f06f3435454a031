import AshlarSupport
import NIOCore

/// The files of a folder with the hashes of their contents, so that an address can be of one content for ever.
public struct AssetManifest: Sendable {
    struct Asset: Sendable {
        let hash: String
        let modified: Int
        let size: Int
    }

    /// A name that carries a hash, taken apart.
    struct HashedName {
        let name: String
        let hash: String
    }

    let assets: [String: Asset]

    /// No files.
    public static let empty = AssetManifest(assets: [:])

    /// Reads all files of a folder, hidden ones left out. It is done once, when an app boots.
    ///
    /// - Parameter root: the folder; one that does not exist has no files.
    public static func scan(root: String) async throws -> AssetManifest {
        try await FileThreads.run {
            guard let root = RealPath.of(root) else { return AssetManifest(assets: [:]) }
            var assets: [String: Asset] = [:]
            for name in RealPath.files(in: root) {
                guard let file = RealPath.of(name, in: root).flatMap(OpenFile.init), let hash = hash(of: file) else {
                    continue
                }
                assets[name] = Asset(hash: hash, modified: file.modified, size: file.size)
            }
            return AssetManifest(assets: assets)
        }
    }

    /// This folder's files, and those of another folder as if they stood in a folder of this one. Where both have a file,
    /// this one's counts.
    ///
    /// - Parameters:
    ///   - other: the files of the other folder, such as a module's.
    ///   - folder: where they would stand: `vendor/blog`.
    public func merging(_ other: AssetManifest, at folder: String) -> AssetManifest {
        var assets = assets
        for (name, asset) in other.assets where assets["\(folder)/\(name)"] == nil {
            assets["\(folder)/\(name)"] = asset
        }
        return AssetManifest(assets: assets)
    }

    /// The files' names.
    public var names: [String] { assets.keys.sorted() }

    /// The name with its hash: `css/app.css` is `css/app-0f3c....css`. Nil for a file that is not there.
    public func hashedName(_ name: String) -> String? {
        guard let asset = assets[name] else { return nil }
        let (stem, ending) = Self.split(name)
        return "\(stem)-\(asset.hash)\(ending)"
    }

    /// The file that a name with a hash is of, whatever the hash.
    func hashed(_ name: String) -> HashedName? {
        let (stem, ending) = Self.split(name)
        guard let hyphen = stem.lastIndex(of: "-") else { return nil }
        let hash = stem[stem.index(after: hyphen)...]
        guard hash.utf8.count == 16, hash.allSatisfy(\.isHexDigit) else { return nil }
        let plain = "\(stem[..<hyphen])\(ending)"
        return assets[plain] == nil ? nil : HashedName(name: plain, hash: String(hash))
    }

    /// Whether a file still has the content that the hash is of.
    func isCurrent(_ hashed: HashedName?, _ file: OpenFile) -> Bool {
        guard let hashed, let asset = assets[hashed.name] else { return false }
        return asset.hash == hashed.hash && asset.modified == file.modified && asset.size == file.size
    }

    /// Before the first dot of the last component, so that `app.min.css.map` keeps its endings.
    private static func split(_ name: String) -> (Substring, Substring) {
        let start = name.lastIndex(of: "/").map(name.index(after:)) ?? name.startIndex
        let dot = name[start...].firstIndex(of: ".") ?? name.endIndex
        return (name[..<dot], name[dot...])
    }

    private static func hash(of file: OpenFile) -> String? {
        var hash = FNV1a.hash([] as [UInt8])
        var offset = 0
        while offset < file.size {
            guard let piece = file.read(offset..<min(offset + 1_048_576, file.size)) else { return nil }
            hash = piece.withUnsafeReadableBytes { FNV1a.hash($0, behind: hash) }
            offset += piece.readableBytes
        }
        return FNV1a.digits(hash)
    }
}
