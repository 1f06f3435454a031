public import AshlarHTTP
import HTTPTypes
public import Logging
import Synchronization

/// Gives each request an id that the log, the error page and the client see alike.
///
/// ```swift
/// RequestID()                        // takes over an id from a trusted proxy, else makes one
/// RequestID(accepting: .never)
/// request[RequestID.self]            // the id
/// ```
///
/// The id is in the response's `X-Request-ID`, and in each log line written while the request is worked on, where the
/// logging system was started with ``metadataProvider``.
public struct RequestID: Middleware, RequestKey {
    /// A request holds its id as text.
    public typealias Value = String

    /// Whose ids are taken over.
    public enum Acceptance: Sendable {
        /// Nobody's: each request gets a new one.
        case never
        /// Those of proxies that ``TrustedProxies`` trusts.
        case trustedProxies
        /// Everybody's: for an app that only its own services can reach.
        case always
    }

    /// Proxies are judged first.
    public static var under: [any Middleware.Type] { [TrustedProxies.self] }

    /// The id of the request that the current task works on.
    @TaskLocal public static var current: String?

    /// Puts `request-id` into the metadata of each log line.
    ///
    /// ```swift
    /// LoggingSystem.bootstrap({ JSONLogHandler(label: $0, metadataProvider: $1) }, metadataProvider: RequestID.metadataProvider)
    /// ```
    public static let metadataProvider = Logger.MetadataProvider {
        current.map { ["request-id": .string($0)] } ?? [:]
    }

    private let acceptance: Acceptance

    /// - Parameter acceptance: whose ids are taken over.
    public init(accepting acceptance: Acceptance = .trustedProxies) {
        self.acceptance = acceptance
    }

    /// Notes the id in the request, the task and the response.
    public nonisolated(nonsending) func respond(to request: Request, next: any Responder) async throws -> Response {
        // A mounted app's requests are known by the id that the app around has given.
        if !request.mountPath.isEmpty, request[RequestID.self] != nil { return try await next.respond(to: request) }
        var carrying = request
        let id = accepted(request) ?? Self.make()
        carrying[RequestID.self] = id
        return try await carrying.answering { response in
            response.headers[.xRequestID] = id
            response.body = response.body.within { body in try await Self.$current.withValue(id) { try await body() } }
        } by: { [carrying] in
            try await Self.$current.withValue(id) { try await next.respond(to: carrying) }
        }
    }

    private func accepted(_ request: Request) -> String? {
        switch acceptance {
        case .never: return nil
        case .trustedProxies: if request[TrustedProxies.self] == nil { return nil }
        case .always: break
        }
        guard let id = request.headers[.xRequestID], Self.isSane(id) else { return nil }
        return id
    }

    /// Short, and of characters that are safe in a log, a header and a URL.
    static func isSane(_ id: String) -> Bool {
        (1...128).contains(id.utf8.count)
            && id.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."),
                    UInt8(ascii: ":"), UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "/"):
                    true
                default: false
                }
            }
    }

    /// 128 random bits in 32 hexadecimal digits.
    static func make() -> String {
        let (high, low) = source.withLock { ($0.next(), $0.next()) }
        return String(unsafeUninitializedCapacity: 32) { buffer in
            for (half, bits) in [high, low].enumerated() {
                for index in 0..<16 {
                    let digit = UInt8(truncatingIfNeeded: bits >> (4 * index) & 15)
                    buffer[half * 16 + index] = digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") - 10 + digit
                }
            }
            return 32
        }
    }

    /// An id tells requests apart and protects nothing, so the kernel's randomness is asked for once.
    private static let source = Mutex(Xoshiro256())
}

extension Middleware where Self == RequestID {
    /// Gives each request an id.
    public static var requestID: RequestID { RequestID() }
}
