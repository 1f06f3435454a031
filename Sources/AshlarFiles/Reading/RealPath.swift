import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Paths with every link resolved.
enum RealPath {
    /// The path, or nil if nothing is there.
    static func of(_ path: String) -> String? {
        guard !path.utf8.contains(0), let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    /// The path of a file inside of a folder that is a real path itself; nil if there is none, if a link leads out of the
    /// folder, or to something hidden.
    static func of(_ name: String, in root: String) -> String? {
        guard let path = of("\(root)/\(name)"), path.hasPrefix(root + "/") else { return nil }
        return path.dropFirst(root.count).utf8.split(separator: UInt8(ascii: "/"))
            .contains { $0.first == UInt8(ascii: ".") } ? nil : path
    }

    /// The regular files below a folder as paths inside of it, hidden ones left out.
    static func files(in root: String) -> [String] {
        let names = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
        return names.filter { name in
            guard !name.split(separator: "/").contains(where: { $0.hasPrefix(".") }), let path = of(name, in: root)
            else {
                return false
            }
            var info = stat()
            return stat(path, &info) == 0 && info.st_mode & S_IFMT == S_IFREG
        }
    }
}
