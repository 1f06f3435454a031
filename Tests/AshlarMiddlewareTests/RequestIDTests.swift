import AshlarHTTP
import AshlarMiddleware
import Logging
import NIOCore
import Testing

@Suite struct RequestIDTests {
    private func id(_ layer: RequestID, from peer: String, sending id: String?, trusting: [String] = ["10.0.0.0/8"])
        async throws -> (seen: String?, answered: String?)
    {
        let seen = Heard<String?>()
        let request = try Request(from: peer, id.map { ["X-Request-ID": $0] } ?? [:])
        let response = try await send(request, through: [TrustedProxies(trusting), layer]) { request in
            seen.add(request[RequestID.self])
            return Response(text: RequestID.current ?? "none")
        }
        #expect(try await response.text() == seen.all.first)
        return (seen.all.first ?? nil, response.field("X-Request-ID"))
    }

    @Test func `each request gets an id of 128 random bits, in the task, the request and the response`() async throws {
        let first = try await id(RequestID(), from: "192.0.2.1", sending: nil)
        let second = try await id(RequestID(), from: "192.0.2.1", sending: nil)
        #expect(first.seen?.count == 32)
        #expect(first.seen == first.answered)
        #expect(first.seen != second.seen)
    }

    @Test(arguments: [
        (RequestID.Acceptance.never, "10.0.0.1", "abc-1", false), (.trustedProxies, "10.0.0.1", "abc-1", true),
        (.trustedProxies, "192.0.2.1", "abc-1", false), (.always, "192.0.2.1", "abc-1", true),
        (.always, "192.0.2.1", "a b", false), (.always, "192.0.2.1", "\"}{", false),
        (.always, "192.0.2.1", String(repeating: "a", count: 129), false),
    ])
    func `an id is taken over from who may give one, if it is sane`(
        acceptance: RequestID.Acceptance, peer: String, sent: String, isTaken: Bool
    ) async throws {
        #expect((try await id(RequestID(accepting: acceptance), from: peer, sending: sent).seen == sent) == isTaken)
    }

    @Test func `the log's metadata has the id while the request is worked on`() async throws {
        #expect(RequestID.metadataProvider.get() == [:])
        let response = try await send(Request(target: "/"), through: [.requestID]) { _ in
            Response(text: "\(RequestID.metadataProvider.get())")
        }
        #expect(try await response.text().contains(response.field("X-Request-ID") ?? "none"))
    }
}
