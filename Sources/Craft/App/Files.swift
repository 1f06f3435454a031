import Foundation
import Glibc

/// Reading and writing files with errors that name the file.
enum Files {
    /// Whether anything is at a path, a dangling link included.
    static func exists(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0
    }

    /// Whether a folder is at a path.
    static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// When a file was changed last, in nanoseconds since 1970; nil if it is not there.
    static func modification(of path: String) -> Int? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        return status.st_mtim.tv_sec * 1_000_000_000 + status.st_mtim.tv_nsec
    }

    /// The text of a file.
    static func text(_ path: String) throws -> String {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw CraftError("Cannot read \(path).")
        }
        guard let text = String(data: data, encoding: .utf8) else {
            throw CraftError("Cannot read \(path): it is not UTF-8 text.")
        }
        return text
    }

    /// Writes a text whole or not at all, and makes the folders above it.
    static func write(_ text: String, to path: String, mode: mode_t? = nil) throws {
        try write(Data(text.utf8), to: path, mode: mode)
    }

    /// Writes bytes whole or not at all, and makes the folders above them.
    static func write(_ data: Data, to path: String, mode: mode_t? = nil) throws {
        try makeFolder(parent(of: path))
        let temporary = "\(path).craft-\(getpid())"
        do {
            try data.write(to: URL(fileURLWithPath: temporary))
        } catch {
            throw CraftError("Cannot write \(path): \(error.localizedDescription)")
        }
        if let mode { chmod(temporary, mode) }
        guard rename(temporary, path) == 0 else {
            let code = errno
            unlink(temporary)
            throw CraftError.system("Cannot write \(path)", code: code)
        }
    }

    /// Makes a folder and those above it.
    static func makeFolder(_ path: String) throws {
        if isFolder(path) { return }
        if exists(path) {
            throw CraftError("Cannot make the folder \(path): a file is there.", suggestion: "Name another folder.")
        }
        let above = parent(of: path)
        if above != path { try makeFolder(above) }
        guard mkdir(path, 0o777) != 0 else { return }
        let code = errno
        // Another program may have made it since.
        guard !isFolder(path) else { return }
        throw CraftError.system(
            "Cannot make the folder \(path)", code: code, suggestion: "Name a folder that you may write into.")
    }

    /// The folder a path is in.
    static func parent(of path: String) -> String {
        let parent = path.split(separator: "/", omittingEmptySubsequences: true).dropLast().joined(separator: "/")
        return path.hasPrefix("/") ? "/" + parent : (parent.isEmpty ? "." : parent)
    }

    /// The last component of a path.
    static func name(of path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }

    /// The path with every link followed, or the path itself if nothing is there.
    static func real(_ path: String) -> String {
        guard let resolved = realpath(path, nil) else { return path }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    /// A path as seen from a folder, made absolute, with `.` and `..` worked out.
    static func absolute(_ path: String, from folder: String) -> String {
        var components: [Substring] = []
        for component in (path.hasPrefix("/") ? path : "\(folder)/\(path)").split(separator: "/") {
            switch component {
            case ".": break
            case "..": _ = components.popLast()
            default: components.append(component)
            }
        }
        return "/" + components.joined(separator: "/")
    }

    /// What is in a folder, in order; hidden ones included.
    static func names(in folder: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
    }

    /// The files below a folder, as paths relative to it, in order; hidden ones included.
    static func list(below folder: String) -> [String] {
        var files: [String] = []
        for name in names(in: folder) {
            let path = "\(folder)/\(name)"
            files += isFolder(path) ? list(below: path).map { "\(name)/\($0)" } : [name]
        }
        return files
    }
}
