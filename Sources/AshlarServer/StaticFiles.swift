public import AshlarHTTP
import HTTPTypes
import NIOCore
import NIOPosix

/// Serves the files of a folder: an app's `public/`.
///
/// A request for a file that is not there goes on to the app. Nothing outside of the folder is ever served: no `..`, no
/// NUL, no hidden file, no link that leads out.
public struct StaticFiles: Middleware {
    private let root: String
    private let threads: NIOThreadPool
    /// The files whose names have no dot: they are known from the start, so that `/posts` is not looked for on the disk.
    private let undotted: Set<String>

    /// - Parameter root: the folder; a folder that does not exist serves nothing. A file whose name has no dot is served if
    ///   it was there from the start.
    public init(root: String) {
        self.root = FileLookup.realPath(root) ?? root
        threads = .singleton
        undotted = FileLookup.undotted(in: self.root)
    }

    /// Answers GET and HEAD for a file.
    public func respond(to request: Request, next: any Responder) async throws -> Response {
        guard request.method == .get || request.method == .head, request.path.utf8.count > 1,
            let name = Self.fileName(request.path), mayExist(name)
        else { return try await next.respond(to: request) }
        let root = root
        // Opening and reading may wait for a disk: never on the cooperative pool.
        guard let file = try await threads.runIfActive({ FileLookup.read(name, in: root) }) else {
            return try await next.respond(to: request)
        }
        var headers: HTTPFields = [.eTag: file.entityTag, .cacheControl: "no-cache"]
        if request.headers[.ifNoneMatch]?.contains(file.entityTag) == true {
            return Response(status: .notModified, headers: headers)
        }
        headers[.contentType] = MediaType.ofFile(named: name)
        headers[.xContentTypeOptions] = "nosniff"
        return Response(headers: headers, body: .bytes(file.content))
    }

    private func mayExist(_ name: String) -> Bool {
        let last = name.utf8.lastIndex(of: UInt8(ascii: "/")).map { name[$0...] } ?? name[...]
        return last.utf8.contains(UInt8(ascii: ".")) || undotted.contains(name)
    }

    /// The path inside of the folder, or nil for one that no file can have.
    static func fileName(_ path: String) -> String? {
        var parts: [String] = []
        for segment in path.split(separator: "/") {
            guard let part = PercentEncoding.decode(segment.utf8), !part.isEmpty, !part.hasPrefix("."),
                !part.utf8.contains(where: { $0 == 0 || $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") })
            else { return nil }
            parts.append(part)
        }
        return parts.isEmpty || path.hasSuffix("/") ? nil : parts.joined(separator: "/")
    }
}
