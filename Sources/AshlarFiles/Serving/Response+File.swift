public import AshlarHTTP
import HTTPTypes

extension Response {
    /// A file, shown by the browser if it can: streamed, with ranges, `ETag` and `Last-Modified`; 304, 412 and 416 where they
    /// are due.
    ///
    /// ```swift
    /// try await .file("storage/reports/2026.pdf", for: request)
    /// ```
    ///
    /// - Parameters:
    ///   - path: where it is. Never made of what a client sent: for that there is `folder`.
    ///   - request: the request that is answered.
    ///   - folder: if not nil, `path` is a name inside of this folder, from anywhere: what leads out of it, is hidden, or has
    ///     a NUL is not found.
    ///   - contentType: its media type; by its name if nil.
    /// - Throws: ``FileError``, which is 404, if there is no such file.
    public static func file(
        _ path: String, for request: Request, folder: String? = nil, contentType: String? = nil
    ) async throws -> Response {
        try await send(path, request, folder, contentType, disposition: nil)
    }

    /// A file, shown by the browser if it can, with a name for who saves it.
    public static func inline(
        _ path: String, named name: String? = nil, for request: Request, folder: String? = nil,
        contentType: String? = nil
    ) async throws -> Response {
        let name = name ?? lastComponent(path)
        return try await send(path, request, folder, contentType, disposition: ContentDisposition.inline(name))
    }

    /// A file that the browser keeps instead of showing it (RFC 6266).
    ///
    /// ```swift
    /// try await .download("storage/reports/2026.pdf", named: "Jahresbericht für 2026.pdf", for: request)
    /// ```
    ///
    /// - Parameters:
    ///   - path: where it is. Never made of what a client sent: for that there is `folder`.
    ///   - name: what it is called there; its own name if nil.
    ///   - request: the request that is answered.
    ///   - folder: if not nil, `path` is a name inside of this folder, from anywhere.
    ///   - contentType: its media type; by its name if nil.
    /// - Throws: ``FileError``, which is 404, if there is no such file.
    public static func download(
        _ path: String, named name: String? = nil, for request: Request, folder: String? = nil,
        contentType: String? = nil
    ) async throws -> Response {
        let name = name ?? lastComponent(path)
        return try await send(path, request, folder, contentType, disposition: ContentDisposition.attachment(name))
    }

    private static func send(
        _ path: String, _ request: Request, _ folder: String?, _ contentType: String?, disposition: String?
    ) async throws -> Response {
        let opened = try await FileThreads.run { () -> OpenFile? in
            guard let folder else { return RealPath.of(path).flatMap(OpenFile.init) }
            guard let root = RealPath.of(folder), !path.hasPrefix("/") else { return nil }
            return RealPath.of(path, in: root).flatMap(OpenFile.init)
        }
        guard let opened else { throw FileError(path: path) }
        var headers: HTTPFields = [
            .contentType: contentType ?? MediaType.ofFile(named: lastComponent(path)),
            .cacheControl: "private, no-cache",
            .xContentTypeOptions: "nosniff",
        ]
        headers[.contentDisposition] = disposition
        return FileRepresentation(
            content: .file(opened), size: opened.size, modified: opened.modified, headers: headers
        ).response(to: request)
    }

    private static func lastComponent(_ path: String) -> String {
        String(path.split(separator: "/").last ?? "")
    }
}
