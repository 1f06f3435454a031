import AshlarHTTP
import HTTPTypes
import NIOCore
import Testing

@testable import AshlarMiddleware

@Suite struct BodyLimitTests {
    private func streamed(_ sizes: [Int]) -> RequestBody {
        RequestBody(
            stream: AsyncThrowingStream { continuation in
                for size in sizes { continuation.yield(ByteBuffer(repeating: 97, count: size)) }
                continuation.finish()
            })
    }

    private let reading: @Sendable (Request) async throws -> Response = { request in
        Response(text: "\(try await request.body.collect().readableBytes)")
    }

    @Test(arguments: [([4, 4], true), ([4, 5], true), ([4, 4, 2], false), ([11], false)])
    func `a body without a length is counted while it arrives`(sizes: [Int], fits: Bool) async throws {
        let request = Request(method: .post, target: "/", body: streamed(sizes))
        if fits {
            #expect(try await send(request, through: [.bodyLimit(bytes: 9)], to: reading).status == .ok)
        } else {
            let error = try await httpError { try await send(request, through: [.bodyLimit(bytes: 9)], to: reading) }
            #expect(error.status == .contentTooLarge)
        }
    }

    @Test func `a length that is too large is refused before a byte is read`() async throws {
        // Reading it would wait for ever.
        let never = AsyncThrowingStream<ByteBuffer, any Error> { _ in }
        let request = Request(method: .post, target: "/", body: RequestBody(stream: never, length: 10))
        let error = try await httpError { try await send(request, through: [.bodyLimit(bytes: 9)], to: reading) }
        #expect(error.status == .contentTooLarge)
    }

    @Test func `a body that was read further outside is still there, and is counted`() async throws {
        for (limit, fits) in [(8, true), (7, false)] {
            let request = Request(method: .post, target: "/", body: streamed([4, 4]))
            let reader = Before { _ = try await $0.body.collect() }
            let answer = try? await send(request, through: [reader, .bodyLimit(bytes: limit)], to: reading)
            #expect((answer != nil) == fits)
            if let answer { #expect(try await answer.text() == "8") }
        }
    }

    @Test func `a body that is here already can be read again`() async throws {
        let request = Request(method: .post, target: "/", body: RequestBody(ByteBuffer(string: "abc")))
        let response = try await send(request, through: [.bodyLimit(megabytes: 1)]) { request in
            _ = try await request.body.collect()
            return Response(text: String(buffer: try await request.body.collect()))
        }
        #expect(try await response.text() == "abc")
    }
}

@Suite struct TimeoutTests {
    @Test func `what takes too long is cancelled and answered with 503`() async throws {
        let cancelled = Heard<Bool>()
        let error = try await httpError {
            try await send(Request(target: "/"), through: [.timeout(.milliseconds(5))]) { _ in
                // Ends only by being cancelled.
                for await _ in AsyncStream<Void>(unfolding: { try? await Task.sleep(for: .seconds(60)) }) {
                    if Task.isCancelled { break }
                }
                cancelled.add(Task.isCancelled)
                return Response(text: "late")
            }
        }
        #expect(error.status == .serviceUnavailable)
        #expect(cancelled.all == [true])
    }

    @Test func `what is in time passes, with its errors`() async throws {
        #expect(try await send(Request(target: "/"), through: [.timeout(.seconds(60))]).text() == "ok")
        let error = try await httpError {
            try await send(Request(target: "/"), through: [.timeout(.seconds(60))]) { _ in throw HTTPError(.gone) }
        }
        #expect(error.status == .gone)
    }

    @Test func `task-local values reach the inside`() async throws {
        let response = try await send(Request(target: "/"), through: [.requestID, .timeout(.seconds(60))]) { _ in
            Response(text: RequestID.current ?? "none")
        }
        #expect(try await response.text() == response.field("X-Request-ID"))
    }

    @Test func `the client gets 504 where that is said`() async throws {
        let layer = Timeout(.milliseconds(1), status: .gatewayTimeout)
        let error = try await httpError {
            try await send(Request(target: "/"), through: [layer]) { _ in
                try await Task.sleep(for: .seconds(60))
                return Response(text: "late")
            }
        }
        #expect(error.status == .gatewayTimeout)
    }
}

@Suite struct RateLimitStateTests {
    private func passed(_ policy: RateLimitPolicy, at seconds: [Double]) -> [Bool] {
        var state = RateLimitState(policy: policy, now: 0)
        return seconds.map { state.hit(policy, cost: 1, now: Int64($0 * 1e9)).isAllowed }
    }

    @Test func `a fixed window starts anew`() {
        let policy = RateLimitPolicy(limit: 2, per: .seconds(10), counting: .fixedWindow)
        #expect(passed(policy, at: [0, 9, 9.5, 10, 10, 10]) == [true, true, false, true, true, false])
    }

    @Test func `a sliding window lets no double burst pass at its border`() {
        let policy = RateLimitPolicy(limit: 4, per: .seconds(10))
        #expect(passed(policy, at: [9, 9, 9, 9, 10, 12.4]) == [true, true, true, true, false, false])
        // All four are in the last ten seconds until there are ten since.
        #expect(passed(policy, at: [9, 9, 9, 9, 18.9, 19, 19]) == [true, true, true, true, false, true, true])
        // They came evenly, as far as is known from when the first and the last came: they get free evenly.
        #expect(
            passed(policy, at: [6, 7, 8, 9, 16.7, 16.8, 17.4, 17.5, 18.2, 18.3])
                == [true, true, true, true, false, true, false, true, false, true])
        #expect(passed(policy, at: [0, 0, 0, 0, 30, 30, 30, 30, 30]).suffix(5) == [true, true, true, true, false])
    }

    @Test(arguments: [1, 3, 60])
    func `nobody waits longer than the window`(limit: Int) {
        let policy = RateLimitPolicy(limit: limit, per: .seconds(60))
        for step in [0.0, 0.1, 0.7, 1.9] {
            var state = RateLimitState(policy: policy, now: 0)
            var now = 0.0
            for _ in 0..<(5 * limit + 100) {
                let decision = state.hit(policy, cost: 1, now: Int64(now * 1e9))
                #expect(decision.retryAfter <= .seconds(60) && decision.resetAfter <= .seconds(60))
                now += step
            }
        }
    }

    @Test func `tokens come back evenly`() {
        let policy = RateLimitPolicy(limit: 2, per: .seconds(10), counting: .tokenBucket)
        #expect(passed(policy, at: [0, 0, 0, 4.9, 5, 5, 10]) == [true, true, false, false, true, false, true])
    }

    @Test(arguments: [RateLimitPolicy.Counting.fixedWindow, .slidingWindow, .tokenBucket])
    func `who waits as long as was said passes, and not before`(counting: RateLimitPolicy.Counting) {
        let policy = RateLimitPolicy(limit: 3, per: .seconds(10), counting: counting)
        for start in stride(from: 0.0, to: 30, by: 1.7) {
            var state = RateLimitState(policy: policy, now: 0)
            var now = Int64(start * 1e9)
            for _ in 0..<3 {
                _ = state.hit(policy, cost: 1, now: now)
                now += 300_000_000
            }
            let refused = state.hit(policy, cost: 1, now: now)
            guard !refused.isAllowed else { continue }
            let (seconds, attoseconds) = refused.retryAfter.components
            let wait = seconds * 1_000_000_000 + attoseconds / 1_000_000_000
            #expect(wait > 0)
            var early = state
            #expect(!early.hit(policy, cost: 1, now: now + wait - 2_000_000).isAllowed)
            #expect(state.hit(policy, cost: 1, now: now + wait + 1).isAllowed)
        }
    }
}

@Suite struct RateLimitTests {
    private let clock = HandClock()

    private func layer(
        _ limit: Int, counting: RateLimitPolicy.Counting = .fixedWindow, by key: RateLimit.Key = .clientAddress
    )
        -> RateLimit
    {
        RateLimit(
            RateLimitPolicy(limit: limit, per: .seconds(60), counting: counting), by: key,
            in: MemoryRateLimitStore { [clock] in clock.now })
    }

    @Test func `the answer says what is left, and a refusal when to come back`() async throws {
        let layer = layer(2)
        let request = try Request(from: "192.0.2.1", [:])
        let first = try await send(request, through: [layer])
        #expect(first.field("RateLimit-Policy") == #""default";q=2;w=60"#)
        #expect(first.field("RateLimit") == #""default";r=1;t=60"#)
        clock.advance(seconds: 15.5)
        #expect(try await send(request, through: [layer]).field("RateLimit") == #""default";r=0;t=45"#)
        let error = try await httpError { try await send(request, through: [layer]) }
        #expect(error.status == .tooManyRequests)
        #expect(error.headers[.retryAfter] == "45")
        clock.advance(seconds: 45)
        #expect(try await send(request, through: [layer]).status == .ok)
    }

    @Test(arguments: [RateLimitPolicy.Counting.fixedWindow, .slidingWindow, .tokenBucket])
    func `both fields name the same time to who was refused`(counting: RateLimitPolicy.Counting) async throws {
        let layer = layer(2, counting: counting)
        let request = try Request(from: "192.0.2.1", [:])
        clock.advance(seconds: 1)
        for _ in 0..<40 {
            do {
                let answer = try await send(request, through: [layer])
                #expect(answer.headers[.retryAfter] == nil)
            } catch let error as HTTPError {
                let wait = try #require(error.headers[.retryAfter].flatMap { Int($0) })
                let field = HTTPField(name: try "RateLimit".fieldName, value: #""default";r=0;t=\#(wait)"#)
                #expect(error.headers.contains(field))
                // Who keeps to it passes.
                clock.advance(seconds: Double(wait))
                #expect(try await send(request, through: [layer]).status == .ok)
            }
            clock.advance(seconds: 0.7)
        }
    }

    @Test func `each client is counted by itself, an IPv6 network as one`() async throws {
        let layer = layer(1)
        for (address, passes) in [
            ("192.0.2.1", true), ("192.0.2.2", true), ("192.0.2.1", false), ("2001:db8::1", true),
            ("2001:db8::2", false), ("2001:db8:0:1::1", true),
        ] {
            let response = try? await send(try Request(from: address, [:]), through: [layer])
            #expect((response != nil) == passes, "\(address)")
        }
    }

    @Test func `a key of one's own counts, and nil does not`() async throws {
        let layer = layer(1, by: .custom { $0.headers[.authorization] })
        let guest = try Request([:])
        for _ in 0..<3 { #expect(try await send(guest, through: [layer]).field("RateLimit") == nil) }
        let user = try Request(["Authorization": "a"])
        _ = try await send(user, through: [layer])
        #expect(try await httpError { try await send(user, through: [layer]) }.status == .tooManyRequests)
    }

    @Test(arguments: [RateLimitPolicy.Counting.fixedWindow, .slidingWindow, .tokenBucket])
    func `of many at once as many pass as may: looking and counting is one step (Masonite trap 27)`(
        counting: RateLimitPolicy.Counting
    ) async throws {
        let layer = layer(50, counting: counting)
        let request = try Request(from: "192.0.2.1", [:])
        let passed = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<400 {
                group.addTask { (try? await send(request, through: [layer])) != nil }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(passed == 50)
    }

    @Test func `keys that nothing is known of any more are forgotten`() {
        let store = MemoryRateLimitStore { [clock] in clock.now }
        let policy = RateLimitPolicy(limit: 1, per: .seconds(60))
        for index in 0..<20_000 { _ = store.hit("a\(index)", policy: policy) }
        clock.advance(seconds: 200)
        for index in 0..<40_000 { _ = store.hit("b\(index)", policy: policy) }
        #expect(store.count < 60_000)
        clock.advance(seconds: 200)
        for index in 0..<80_000 { _ = store.hit("c\(index)", policy: policy) }
        #expect(store.count < 120_000)
    }

    @Test func `attempts can be counted outside of a request`() async throws {
        let limiter = RateLimiter(MemoryRateLimitStore { [clock] in clock.now })
        let policy = RateLimitPolicy(limit: 2, per: .seconds(60))
        #expect(try await limiter.attempt("a", policy).isAllowed)
        #expect(try await limiter.remaining("a", policy) == 1)
        #expect(try await limiter.attempt("a", policy).isAllowed)
        #expect(try await limiter.tooManyAttempts("a", policy))
        #expect(try await !limiter.attempt("a", policy).isAllowed)
        try await limiter.clear("a", policy)
        #expect(try await limiter.attempt("a", policy).isAllowed)
    }

    @Test func `a limit that is none is refused at boot`() {
        #expect(throws: MiddlewareSetupError.self) { try RateLimit.perMinute(-1).check() }
        #expect(throws: MiddlewareSetupError.self) {
            try RateLimit(RateLimitPolicy(limit: 1, per: .zero)).check()
        }
        #expect(throws: Never.self) { try Throttle.perMinute(60).check() }
    }
}
