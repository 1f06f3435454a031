import AshlarSupport
public import HTTPTypes
public import NIOCore
import Synchronization

/// A request as an app sees it: a value, independent of the server that received it. It is passed on at the cost of a
/// retain; a copy that is changed leaves the others as they were.
///
/// ```swift
/// var request = Request(method: .post, target: "/posts?draft=1")
/// request.headers[.accept] = "application/json"
/// request[RequestID.self] = "7f3a"
/// ```
public struct Request: Sendable {
    private var storage: RequestStorage

    /// Makes a request, as a server or a test does.
    ///
    /// - Parameters:
    ///   - method: the method.
    ///   - target: path and query, percent-encoded: `/posts?page=2`.
    ///   - scheme: `http` or `https`.
    ///   - authority: host and port.
    ///   - headers: the header fields.
    ///   - body: the body.
    ///   - remoteAddress: the other end of the connection.
    ///   - version: the version of HTTP.
    ///   - mountPath: what is before the path in the client's URL, without a slash at its end.
    public init(
        method: HTTPRequest.Method = .get, target: String, scheme: String = "http", authority: String? = nil,
        headers: HTTPFields = [:], body: RequestBody = .empty, remoteAddress: SocketAddress? = nil,
        version: HTTPVersion = .http1_1, mountPath: String = ""
    ) {
        let path: String
        let rawQuery: String?
        if let mark = target.utf8.firstIndex(of: UInt8(ascii: "?")) {
            path = String(target[..<mark])
            rawQuery = String(target[target.utf8.index(after: mark)...])
        } else {
            path = target
            rawQuery = nil
        }
        storage = RequestStorage(
            method: method, scheme: scheme, authority: authority, path: path, rawQuery: rawQuery, headers: headers,
            body: body, version: version, mountPath: mountPath, remoteAddress: remoteAddress)
    }

    /// The method, `.get` or `.post`.
    public var method: HTTPRequest.Method {
        get { storage.method }
        set { change { $0.method = newValue } }
    }

    /// `http` or `https`, as the server or a trusted proxy says.
    public var scheme: String {
        get { storage.scheme }
        set { change { $0.scheme = newValue } }
    }

    /// The host and port that the client asked for (RFC 9110 section 7.2).
    public var authority: String? {
        get { storage.authority }
        set { change { $0.authority = newValue } }
    }

    /// The path as it was sent: percent-encoded, without the query and without what the app is mounted at.
    public var path: String {
        get { storage.path }
        set { change { $0.path = newValue } }
    }

    /// What follows the `?`, as it was sent; nil if there is no `?`.
    public var rawQuery: String? {
        get { storage.rawQuery }
        set { changeParsed { $0.rawQuery = newValue } }
    }

    /// The header fields, in the order in which they were sent.
    public var headers: HTTPFields {
        get { storage.headers }
        _modify {
            makeUniqueAndUnparsed()
            yield &storage.headers
        }
    }

    /// The body, read as it arrives.
    public var body: RequestBody {
        get { storage.body }
        set { change { $0.body = newValue } }
    }

    /// The version of HTTP that the request came with.
    public var version: HTTPVersion {
        get { storage.version }
        set { change { $0.version = newValue } }
    }

    /// Where this app is mounted in the client's URL: `/admin` for an app that another one passes `/admin/users` to as
    /// `/users`; empty for an app at the root. Percent-encoded, without a slash at its end.
    public var mountPath: String {
        get { storage.mountPath }
        set { change { $0.mountPath = newValue } }
    }

    /// Who is at the other end of the connection: a client, or a proxy.
    public var remoteAddress: SocketAddress? {
        get { storage.remoteAddress }
        set { change { $0.remoteAddress = newValue } }
    }

    /// What the route's `{placeholders}` stood for in this path, decoded; empty until a router has matched it.
    public var pathParameters: Parameters {
        get { storage.pathParameters }
        set { change { $0.pathParameters = newValue } }
    }

    /// What a router has found for this request; a slot of its own, so that noting it costs no more than the parameters.
    package var matched: (any AnyObject & Sendable)? { storage.route }

    /// Notes what a router has found, and what the path gave to it, in one change.
    package mutating func match(_ route: any AnyObject & Sendable, _ parameters: Parameters) {
        change { storage in
            storage.route = route
            storage.pathParameters = parameters
        }
    }

    /// Where a router notes what it does, in development; nil otherwise.
    public var trace: RequestTrace? {
        get { storage.trace }
        set { change { $0.trace = newValue } }
    }

    /// A value that travels with this request and whoever it is passed to.
    public subscript<Key: RequestKey>(_ key: Key.Type) -> Key.Value? {
        get { storage.values[key] }
        set { change { $0.values[key] = newValue } }
    }

    /// The query's parameters, decoded. They are parsed once.
    ///
    /// - Throws: ``HTTPError`` 400 if an encoding is broken.
    public var query: Parameters {
        get throws {
            guard let rawQuery = storage.rawQuery else { return Parameters([]) }
            if let memo = storage.query.load() { return try memo.value.get() }
            let parsed: Result<Parameters, HTTPError>
            do {
                parsed = .success(try Parameters(urlEncoded: rawQuery.utf8, in: "query"))
            } catch let error as HTTPError {
                parsed = .failure(error)
            }
            return try storage.query.storeIfNil(.init(parsed)).value.get()
        }
    }

    /// The cookies that the client sent. They are parsed once.
    public var cookies: RequestCookies {
        guard headers.contains(.cookie) else { return RequestCookies() }
        if let memo = storage.cookies.load() { return memo.value }
        let cookies = RequestCookies(fields: headers[values: .cookie], notice: home.app.load()?.notice)
        return storage.cookies.storeIfNil(.init(cookies)).value
    }

    // MARK: - What all copies share

    /// Where that lies.
    var home: RequestStorage { storage.home }

    /// What is to be done later.
    var cycle: RequestCycle { home.cycle.load() ?? home.cycle.storeIfNil(RequestCycle()) }

    /// The same request, which shares nothing with this one that is to be done later.
    func anew() -> Request { Request(RequestStorage(copying: storage, isNew: true)) }

    /// A request of the same visitor to the same app.
    func inner(_ method: HTTPRequest.Method, _ target: String, _ headers: HTTPFields, _ body: RequestBody) -> Request {
        let request = Request(method: method, target: target, headers: headers)
        let inner = RequestStorage(copying: storage, isNew: true)
        inner.method = method
        inner.path = request.path
        inner.rawQuery = request.rawQuery
        inner.headers = headers
        inner.body = body
        inner.pathParameters = Parameters([])
        inner.route = nil
        inner.trace = nil
        return Request(inner)
    }

    private init(_ storage: RequestStorage) { self.storage = storage }

    private mutating func change(_ change: (RequestStorage) -> Void) {
        if !isKnownUniquelyReferenced(&storage) { storage = RequestStorage(copying: storage) }
        change(storage)
    }

    private mutating func changeParsed(_ change: (RequestStorage) -> Void) {
        makeUniqueAndUnparsed()
        change(storage)
    }

    private mutating func makeUniqueAndUnparsed() {
        guard isKnownUniquelyReferenced(&storage), storage.query.load() == nil, storage.cookies.load() == nil else {
            storage = RequestStorage(copying: storage)
            return
        }
    }
}
