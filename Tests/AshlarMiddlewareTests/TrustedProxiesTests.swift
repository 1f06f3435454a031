import AshlarHTTP
import HTTPTypes
import NIOCore
import Testing

@testable import AshlarMiddleware

@Suite struct TrustedProxiesTests {
    private func seen(_ layer: TrustedProxies, from peer: String, _ fields: [String: String]) async throws -> String {
        var request = try Request(from: peer, fields)
        request.authority = "inner:8080"
        return try await send(request, through: [layer]) { request in
            Response(text: "\(request.scheme) \(request.authority ?? "-") \(request.clientAddress ?? "-")")
        }.text()
    }

    @Test(arguments: [
        (["X-Forwarded-For": "192.0.2.9"], "http inner:8080 192.0.2.9"),
        (["X-Forwarded-For": "6.6.6.6, 192.0.2.9, 10.0.0.2"], "http inner:8080 192.0.2.9"),
        (["X-Forwarded-For": "[2001:db8::1]:4711"], "http inner:8080 2001:db8::1"),
        (["X-Forwarded-For": "192.0.2.9:4711"], "http inner:8080 192.0.2.9"),
        (["X-Forwarded-For": "unknown"], "http inner:8080 10.0.0.1"),
        (["X-Forwarded-For": "6.6.6.6, nonsense"], "http inner:8080 10.0.0.1"),
        (["X-Forwarded-Proto": "https", "X-Forwarded-Host": "example.com"], "https example.com 10.0.0.1"),
        (["X-Forwarded-Proto": "gopher", "X-Forwarded-Host": "a b"], "http inner:8080 10.0.0.1"),
        (["X-Forwarded-Host": "example.com", "X-Forwarded-Port": "8443"], "http example.com:8443 10.0.0.1"),
        (
            ["X-Forwarded-Host": "example.com", "X-Forwarded-Port": "443", "X-Forwarded-Proto": "https"],
            "https example.com 10.0.0.1"
        ),
        (["X-Forwarded-Host": "evil.example, example.com"], "http example.com 10.0.0.1"),
        (["Forwarded": "for=192.0.2.9;proto=https"], "http inner:8080 10.0.0.1"),
    ])
    func `a trusted peer says who the client is (F18)`(fields: [String: String], seen expected: String) async throws {
        #expect(try await seen(TrustedProxies(["10.0.0.0/8"]), from: "10.0.0.1", fields) == expected)
    }

    @Test func `what anybody else says is ignored (F18)`() async throws {
        let fields = ["X-Forwarded-For": "1.2.3.4", "X-Forwarded-Proto": "https", "X-Forwarded-Host": "evil.example"]
        #expect(
            try await seen(TrustedProxies(["10.0.0.0/8"]), from: "192.0.2.1", fields) == "http inner:8080 192.0.2.1")
        #expect(try await seen(TrustedProxies([]), from: "10.0.0.1", fields) == "http inner:8080 10.0.0.1")
    }

    @Test(arguments: [
        ("for=192.0.2.9;proto=https;host=example.com", "https example.com 192.0.2.9"),
        ("For=\"[2001:db8::1]:4711\";Proto=HTTPS", "https inner:8080 2001:db8::1"),
        ("for=6.6.6.6;host=evil.example, for=192.0.2.9;host=example.com", "http example.com 192.0.2.9"),
        ("for=192.0.2.9, for=10.0.0.2;proto=https", "http inner:8080 192.0.2.9"),
        ("for=_hidden;proto=https", "https inner:8080 10.0.0.1"), ("for=\"192.0.2.9", "http inner:8080 10.0.0.1"),
        ("for=192.0.2.9;;", "http inner:8080 10.0.0.1"),
    ])
    func `the Forwarded field is read as RFC 7239 writes it`(field: String, expected: String) async throws {
        let layer = TrustedProxies(["10.0.0.0/8"], reading: .forwarded)
        #expect(try await seen(layer, from: "10.0.0.1", ["Forwarded": field]) == expected)
    }

    @Test(arguments: [(1, "10.0.0.2"), (2, "192.0.2.9"), (3, "6.6.6.6"), (9, "6.6.6.6")])
    func `a number of hops counts from the nearest proxy`(hops: Int, client: String) async throws {
        let fields = ["X-Forwarded-For": "6.6.6.6, 192.0.2.9, 10.0.0.2"]
        #expect(
            try await seen(TrustedProxies(["private"], hops: hops), from: "10.0.0.1", fields)
                == "http inner:8080 \(client)")
    }

    @Test func `the peer of a Unix socket is trusted where that is said`() async throws {
        var request = try Request(["X-Forwarded-For": "192.0.2.9"])
        request.remoteAddress = try SocketAddress(unixDomainSocketPath: "/run/app.sock")
        for (layer, expected) in [(TrustedProxies(["unix"]), "192.0.2.9"), (TrustedProxies(["private"]), "-")] {
            let response = try await send(request, through: [layer]) { Response(text: $0.clientAddress ?? "-") }
            #expect(try await response.text() == expected)
        }
    }

    @Test(arguments: [
        ("10.0.0.0/8", "10.255.0.1", true), ("10.0.0.0/8", "11.0.0.1", false), ("10.0.0.7", "10.0.0.7", true),
        ("10.0.0.7", "10.0.0.8", false), ("0.0.0.0/0", "1.2.3.4", true), ("0.0.0.0/0", "::1", false),
        ("2001:db8::/32", "2001:db8:ffff::1", true), ("2001:db8::/32", "2001:db9::1", false), ("::/0", "::1", true),
        ("10.0.0.0/8", "::ffff:10.1.2.3", true), ("192.168.1.128/25", "192.168.1.127", false),
        ("192.168.1.128/25", "192.168.1.255", true),
    ])
    func `a block contains its addresses`(block: String, address: String, isIn: Bool) throws {
        let cidr = try #require(CIDR(block))
        #expect(cidr.contains(try SocketAddress(ipAddress: address, port: 0)) == isIn)
    }

    @Test(arguments: [
        "10.0.0.0/33", "10.0.0/8", "::/129", "example.com", "", "10.0.0.0/", "10.0.0.0/-1", "10.0.0.0/+8",
    ])
    func `what is no block is refused at boot`(text: String) throws {
        #expect(CIDR(text) == nil)
        let error = #expect(throws: MiddlewareSetupError.self) { try TrustedProxies([text]).check() }
        #expect(error?.description == "TrustedProxies: \"\(text)\" is neither an address nor a block of addresses")
    }
}

@Suite struct HostAllowListTests {
    @Test(arguments: [
        ("example.com", 200), ("EXAMPLE.com:8080", 200), ("example.com.", 200), ("a.example.org", 200),
        ("a.b.example.org", 200), ("example.org", 421), ("evilexample.org", 421), ("example.com.evil.example", 421),
        ("[::1]:80", 200), ("only.example:81", 200), ("only.example", 421), ("a b", 400), ("", 400), (nil, 400),
        ("example.com:x", 400), ("example.com:+80", 400), ("example.com@evil.example", 400),
    ])
    func `only this app's hosts are answered`(authority: String?, status: Int) async throws {
        let layer = HostAllowList("example.com", "*.example.org", "[::1]", "only.example:81")
        let request = Request(target: "/", authority: authority)
        if status == 200 {
            #expect(try await send(request, through: [layer]).status.code == 200)
        } else {
            #expect(try await httpError { try await send(request, through: [layer]) }.status.code == status)
        }
    }

    @Test func `a host that is none is refused at boot`() throws {
        let error = #expect(throws: MiddlewareSetupError.self) { try HostAllowList("https://example.com").check() }
        #expect(error?.description == "HostAllowList: \"https://example.com\" is no host")
        #expect(throws: MiddlewareSetupError.self) { try HostAllowList([]).check() }
    }
}
