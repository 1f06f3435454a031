import AshlarSupport
import HTTPTypes
import NIOCore
import Synchronization

/// Where a ``Request`` keeps what it is: one object, so that passing a request on costs one retain.
///
/// `@unchecked Sendable`: `Request` changes a storage only while it is the only one that refers to it; what is written
/// later is so through atomics.
final class RequestStorage: @unchecked Sendable {
    var method: HTTPRequest.Method
    var scheme: String
    var authority: String?
    var path: String
    var rawQuery: String?
    var headers: HTTPFields
    var body: RequestBody
    var version: HTTPVersion
    var mountPath: String
    var remoteAddress: SocketAddress?
    var pathParameters = Parameters([])
    var route: (any AnyObject & Sendable)?
    var trace: RequestTrace?
    var values = RequestValues()

    /// What `query` and `cookies` were parsed to, once. A request whose query or header fields change gets a new storage.
    let query = OnceReference<Memo<Result<Parameters, HTTPError>>>()
    let cookies = OnceReference<Memo<RequestCookies>>()

    /// The storage that the request began with; nil for that one itself. What belongs to the request and all of its copies
    /// lies there.
    private let origin: RequestStorage?
    var home: RequestStorage { origin ?? self }

    /// What is to be done later; at home.
    let cycle = OnceReference<RequestCycle>()
    /// The app that answers; at home.
    let app = OnceReference<RequestApp>()
    /// Whether somebody sees to what is to be done later; at home.
    let isKept = Atomic(false)
    /// Whether the head of the answer has gone out; at home.
    let isAnswered = Atomic(false)

    final class Memo<Value: Sendable>: Sendable {
        let value: Value
        init(_ value: Value) { self.value = value }
    }

    init(
        method: HTTPRequest.Method, scheme: String, authority: String?, path: String, rawQuery: String?,
        headers: HTTPFields, body: RequestBody, version: HTTPVersion, mountPath: String, remoteAddress: SocketAddress?
    ) {
        self.method = method
        self.scheme = scheme
        self.authority = authority
        self.path = path
        self.rawQuery = rawQuery
        self.headers = headers
        self.body = body
        self.version = version
        self.mountPath = mountPath
        self.remoteAddress = remoteAddress
        origin = nil
    }

    /// The same request in another object, without what was parsed.
    ///
    /// - Parameter isNew: whether it begins anew, and shares nothing that is to be done later.
    init(copying other: RequestStorage, isNew: Bool = false) {
        origin = isNew ? nil : other.home
        method = other.method
        scheme = other.scheme
        authority = other.authority
        path = other.path
        rawQuery = other.rawQuery
        headers = other.headers
        body = other.body
        version = other.version
        mountPath = other.mountPath
        remoteAddress = other.remoteAddress
        pathParameters = other.pathParameters
        route = other.route
        trace = other.trace
        values = other.values
    }
}
