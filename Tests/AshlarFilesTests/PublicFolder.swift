import Foundation

/// A folder with files in a place of its own.
final class PublicFolder: Sendable {
    let path: String
    var publicPath: String { path + "/public" }

    init() throws {
        let root = FileManager.default.temporaryDirectory.appending(path: "ashlar-static-\(UUID().uuidString)")
        path = root.path
        try FileManager.default.createDirectory(
            at: root.appending(path: "public/css"), withIntermediateDirectories: true)
        try FileManager.default.createDirectory(
            at: root.appending(path: "public/.git"), withIntermediateDirectories: true)
        for (name, text) in [
            "secret.txt": "secret", "public/css/app.css": "body {}", "public/a b.txt": "space",
            "public/plain": "undotted", "public/.hidden": "x", "public/.git/config": "x",
            "public/digits.txt": "0123456789", "public/empty.txt": "",
        ] {
            try Data(text.utf8).write(to: root.appending(path: name))
        }
        for (link, target) in [
            "link.txt": path + "/secret.txt", "linked": path, "inner.txt": "digits.txt", "git.txt": ".git/config",
        ] {
            try FileManager.default.createSymbolicLink(atPath: "\(path)/public/\(link)", withDestinationPath: target)
        }
    }

    /// Writes a file anew, changed at a moment of its own.
    func write(_ name: String, _ text: String, modified: Double? = nil) throws {
        let file = "\(publicPath)/\(name)"
        try Data(text.utf8).write(to: URL(filePath: file))
        guard let modified else { return }
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSince1970: modified)], ofItemAtPath: file)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}
