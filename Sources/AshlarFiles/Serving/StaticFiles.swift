public import AshlarHTTP
public import HTTPTypes

/// Serves the files of a folder: an app's `public/`.
///
/// ```swift
/// StaticFiles(root: "public")
/// StaticFiles(root: "storage/photos", at: "/photos")
/// ```
///
/// A request for a file that is not there goes on to the app. Nothing outside of the folder is ever served: no `..`, no
/// NUL, no hidden file, no link that leads out. Small files are kept in memory; large ones are streamed.
public struct StaticFiles: Middleware {
    /// How files are served.
    public struct Options: Sendable {
        /// How long a file in memory is believed to be what is on disk. Zero looks at every request, as development wants it.
        public var revalidation: Duration = .seconds(1)
        /// The `Cache-Control` of what has no hash in its name. `no-cache` lets browsers keep it and ask each time.
        public var cacheControl = "no-cache"
        /// The largest file that is kept in memory, in bytes: 256 KiB.
        public var fileBytes = 256 * 1024
        /// What is kept in memory of all files, in bytes: 64 MiB.
        public var totalBytes = 64 * 1024 * 1024
        /// Header fields that every file gets.
        public var headers: HTTPFields = [:]

        /// Makes options of the defaults; change what has to be.
        public init() {}
    }

    /// What `craft middleware` calls it: the folder, and where its files are.
    public let name: String
    private let prefix: String
    private let loader: FileLoader
    private let hot: HotFiles
    private let revalidation: Duration
    private let manifest: AssetManifest?
    /// The files whose names have no dot: they are known from the start, so that `/posts` is not looked for on the disk.
    private let undotted: Set<String>

    /// Makes a mount.
    ///
    /// - Parameters:
    ///   - root: the folder; a folder that does not exist serves nothing. A file whose name has no dot is served if it was
    ///     there from the start.
    ///   - prefix: where in the URL it is: `/` or `/photos`.
    ///   - manifest: the files' hashes: names that carry one are served for ever.
    ///   - options: how files are served.
    public init(
        root: String, at prefix: String = "/", manifest: AssetManifest? = nil, options: Options = Options()
    ) {
        name = "StaticFiles(\(root.split(separator: "/").last ?? "/")\(prefix == "/" ? "" : " at \(prefix)"))"
        let root = RealPath.of(root) ?? root
        self.prefix = prefix.hasSuffix("/") ? String(prefix.dropLast()) : prefix
        loader = FileLoader(
            root: root, cacheControl: options.cacheControl, memoryBytes: options.fileBytes, headers: options.headers)
        hot = HotFiles(totalBytes: options.totalBytes)
        revalidation = options.revalidation
        self.manifest = manifest
        undotted = Set(
            RealPath.files(in: root).filter { $0.split(separator: "/").last?.contains(".") == false })
    }

    /// Answers GET and HEAD for a file. Other methods are the app's; where it has no route for them, a file is 405.
    public nonisolated(nonsending) func respond(to request: Request, next: any Responder) async throws -> Response {
        guard let name = name(of: request.path), mayExist(name) else { return try await next.respond(to: request) }
        guard request.method == .get || request.method == .head else {
            return try await refuse(request, name, unlessAnsweredBy: next)
        }
        guard let file = try await file(name) else { return try await next.respond(to: request) }
        return file.representation(for: request).response(to: request)
    }

    /// - Throws: ``HTTPError`` 405 for a file that the app has no route for.
    private nonisolated(nonsending) func refuse(
        _ request: Request, _ name: String, unlessAnsweredBy next: any Responder
    ) async throws -> Response {
        var request = request
        let route = request.noteRoute()
        let answer: Result<Response, any Error>
        do { answer = .success(try await next.respond(to: request)) } catch { answer = .failure(error) }
        guard route.pattern == nil, Self.isNotFound(answer), try await file(name) != nil else {
            return try answer.get()
        }
        let allowed: [HTTPRequest.Method] = [.get, .head, .options]
        guard request.method == .options else { throw HTTPError.methodNotAllowed(allowed: allowed) }
        return Response(
            status: .noContent, headers: [.allow: allowed.map(\.rawValue).joined(separator: ", ")])
    }

    private static func isNotFound(_ answer: Result<Response, any Error>) -> Bool {
        switch answer {
        case .success(let response): response.status == .notFound
        case .failure(let error): (error as? any HTTPErrorConvertible)?.httpError.status == .notFound
        }
    }

    private func name(of path: String) -> String? {
        if prefix.isEmpty { return FilePath.name(of: path) }
        guard path.hasPrefix(prefix) else { return nil }
        let rest = path.dropFirst(prefix.count)
        return rest.hasPrefix("/") ? FilePath.name(of: rest) : nil
    }

    private func mayExist(_ name: String) -> Bool {
        let last = name.utf8.lastIndex(of: UInt8(ascii: "/")).map { name[$0...] } ?? name[...]
        return last.utf8.contains(UInt8(ascii: ".")) || undotted.contains(name)
    }

    private nonisolated(nonsending) func file(_ name: String) async throws -> ServedFile? {
        let now = ContinuousClock.now
        let entry = hot.entry(name)
        // The usual case: no disk, no other thread.
        if let entry, revalidation > .zero, now - entry.checked < revalidation { return entry.file }
        return try await FileThreads.run { check(name, entry, now) }
    }

    /// Reads the file, or finds that the one in memory is still it.
    private func check(_ name: String, _ entry: HotFiles.Entry?, _ now: ContinuousClock.Instant) -> ServedFile? {
        let hashed = manifest?.hashed(name)
        // A file of that very name comes first.
        let real = hashed.map { loader.state(name).contains { $0 != 0 } ? name : $0.name } ?? name
        let state = loader.state(real)
        if let entry, entry.state == state {
            hot.confirm(name, at: now)
            return entry.file
        }
        let file = loader.load(real) { open in real != name && manifest?.isCurrent(hashed, open) == true }
        hot.keep(name, HotFiles.Entry(file: file, state: state, checked: now))
        return file
    }
}
