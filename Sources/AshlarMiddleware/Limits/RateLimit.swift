public import AshlarHTTP
import HTTPTypes
import NIOCore

/// Lets so many requests pass in a time and answers the others with 429.
///
/// ```swift
/// routes.group("/api", middleware: .rateLimit(perMinute: 60)) { ... }
/// routes.post("/login", LoginController.store).middleware(Throttle.perMinute(5))
/// RateLimit(RateLimitPolicy(limit: 1000, per: .seconds(3600)), by: .custom { $0.headers[.authorization] })
/// ```
///
/// Each answer says how many requests are left, in the fields `RateLimit` and `RateLimit-Policy` of the IETF's draft
/// "RateLimit header fields for HTTP"; a refused one has `Retry-After` as well.
public struct RateLimit: Middleware {
    /// Whose requests are counted together.
    public struct Key: Sendable {
        let make: @Sendable (Request) -> String?

        /// Those of one client address; an IPv6 network of 64 bits counts as one client, as it is one subscriber.
        public static let clientAddress = Key { request in request.remoteAddress.map(Key.text) ?? "unknown" }

        /// What a closure says, such as the user's id; those it has nil for are not counted.
        public static func custom(_ make: @escaping @Sendable (Request) -> String?) -> Key { Key(make: make) }

        private static func text(_ address: SocketAddress) -> String {
            guard let number = CIDR.Address(address) else { return "unix" }
            return number.width == 32 ? "\(number.bits)" : "\(number.bits >> 64)/64"
        }
    }

    /// The address is what a trusted proxy says.
    public static var under: [any Middleware.Type] { [TrustedProxies.self] }

    private let policy: RateLimitPolicy
    private let label: String
    private let key: Key
    private let store: any RateLimitStore
    private let policyField: String

    /// - Parameters:
    ///   - policy: how many requests in which time.
    ///   - label: what the limit is called: values with the same label and store count together.
    ///   - key: whose requests are counted together.
    ///   - store: where they are counted; by itself, each value counts for its own.
    public init(
        _ policy: RateLimitPolicy, label: String = "default", by key: Key = .clientAddress,
        in store: any RateLimitStore = MemoryRateLimitStore()
    ) {
        self.policy = policy
        self.label = label
        self.key = key
        self.store = store
        policyField = "\"\(label)\";q=\(policy.limit);w=\(policy.seconds)"
    }

    /// So many a second.
    public static func perSecond(_ limit: Int, by key: Key = .clientAddress) -> RateLimit {
        RateLimit(RateLimitPolicy(limit: limit, per: .seconds(1)), by: key)
    }

    /// So many a minute.
    public static func perMinute(_ limit: Int, by key: Key = .clientAddress) -> RateLimit {
        RateLimit(RateLimitPolicy(limit: limit, per: .seconds(60)), by: key)
    }

    /// So many an hour.
    public static func perHour(_ limit: Int, by key: Key = .clientAddress) -> RateLimit {
        RateLimit(RateLimitPolicy(limit: limit, per: .seconds(3600)), by: key)
    }

    /// So many a day.
    public static func perDay(_ limit: Int, by key: Key = .clientAddress) -> RateLimit {
        RateLimit(RateLimitPolicy(limit: limit, per: .seconds(86_400)), by: key)
    }

    /// Its name with the limit.
    public var name: String { "RateLimit(\(policy.limit) in \(policy.window))" }

    /// - Throws: ``MiddlewareSetupError`` if the limit, its time or its label is none.
    public func check() throws {
        guard policy.limit >= 0, policy.window > .zero else {
            throw MiddlewareSetupError(
                "RateLimit: \(policy.limit) requests in \(policy.window) are no limit",
                suggestion: "Give a number of requests and a time above zero: .rateLimit(perMinute: 60).")
        }
        guard label.utf8.allSatisfy({ $0 >= 32 && $0 < 127 && $0 != 34 && $0 != 92 }) else {
            throw MiddlewareSetupError(
                "RateLimit: the label \"\(label)\" cannot stand in a header field",
                suggestion: "Use ASCII letters, digits, spaces and dashes.")
        }
    }

    /// Counts the request and passes it on, or refuses it.
    ///
    /// - Throws: ``HTTPError`` 429 with `Retry-After`.
    public nonisolated(nonsending) func respond(to request: Request, next: any Responder) async throws -> Response {
        guard let key = key.make(request) else { return try await next.respond(to: request) }
        let decision = try await store.hit("\(label):\(key)", policy: policy, cost: 1)
        return try await request.answering {
            describe(decision, in: &$0.headers)
        } by: {
            guard decision.isAllowed else {
                throw HTTPError(
                    .tooManyRequests, "Too many requests. Try again later.",
                    headers: [.retryAfter: "\(decision.secondsToRetry)"])
            }
            return try await next.respond(to: request)
        }
    }

    private func describe(_ decision: RateLimitDecision, in fields: inout HTTPFields) {
        // Who was refused finds one point in time in both fields.
        let reset =
            decision.isAllowed ? RateLimitPolicy.ceilSeconds(decision.resetAfter) : decision.secondsToRetry
        // Several limits on one route each say what is left.
        fields.append(HTTPField(name: .rateLimitPolicy, value: policyField))
        fields.append(HTTPField(name: .rateLimit, value: "\"\(label)\";r=\(decision.remaining);t=\(reset)"))
    }
}

/// What Laravel and Masonite call it.
public typealias Throttle = RateLimit

extension Middleware where Self == RateLimit {
    /// So many requests a minute of each client address.
    public static func rateLimit(perMinute limit: Int) -> RateLimit { .perMinute(limit) }

    /// So many requests in a time, counted by some key.
    public static func rateLimit(_ limit: Int, per window: Duration, by key: RateLimit.Key = .clientAddress)
        -> RateLimit
    {
        RateLimit(RateLimitPolicy(limit: limit, per: window), by: key)
    }
}
