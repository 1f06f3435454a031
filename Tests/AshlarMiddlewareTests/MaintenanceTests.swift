import AshlarHTTP
import Foundation
import HTTPTypes
import NIOCore
import Testing

@testable import AshlarMiddleware

@Suite struct MaintenanceTests {
    private let clock = HandClock()
    private let path = NSTemporaryDirectory() + "/down-" + UUID().uuidString

    private func layer(except exempt: [String] = [], page: MaintenanceMode.Page? = nil) -> MaintenanceMode {
        MaintenanceMode(
            file: MaintenanceFile(path: path) { [clock] in clock.now }, except: exempt,
            now: { [clock] in Int(clock.now / 1_000_000_000) }, page: page)
    }

    private func withFile(_ contents: String, _ body: () async throws -> Void) async throws {
        try contents.write(toFile: path, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(atPath: path) }
        try await body()
    }

    @Test func `the app is up without the file and down with it, within a second`() async throws {
        let layer = layer()
        #expect(try await send(Request(target: "/"), through: [layer]).status == .ok)
        try await withFile(#"{"message": "Back at noon.", "retryAfter": 3600}"#) { () async throws in
            #expect(try await send(Request(target: "/"), through: [layer]).status == .ok)
            clock.advance(seconds: 1)
            let error = try await httpError { try await send(Request(target: "/"), through: [layer]) }
            #expect(error.status == .serviceUnavailable)
            #expect(error.message == "Back at noon.")
            #expect(error.headers[.retryAfter] == "3600")
            #expect(!error.isReported)
        }
        clock.advance(seconds: 1)
        #expect(try await send(Request(target: "/"), through: [layer]).status == .ok)
    }

    @Test(arguments: ["", "{", "[]", "null"])
    func `a file that cannot be read takes the app down as well`(contents: String) async throws {
        try await withFile(contents) { () async throws in
            let error = try await httpError { try await send(Request(target: "/"), through: [layer()]) }
            #expect(error.message == "This site is down for maintenance. Please come back later.")
        }
    }

    @Test(
        arguments: [
            (#""redirect": "/closed""#, "/shop", 302, "/closed"),
            (#""redirect": "/closed?why=down""#, "/closed", 503, nil),
            (#""redirect": "https://status.example/""#, "/", 302, "https://status.example/"),
            (#""status": 418"#, "/", 418, nil),
            (#""status": 200"#, "/", 503, nil), (#""redirect": """#, "/", 503, nil),
        ] as [(String, String, Int, String?)])
    func `everybody can be sent elsewhere, and the status be another`(
        notice: String, target: String, status: Int, location: String?
    ) async throws {
        try await withFile("{\(notice)}") { () async throws in
            do {
                let response = try await send(Request(target: target), through: [layer()])
                #expect(response.status.code == status && response.headers[.location] == location)
                #expect(response.headers[.cacheControl] == "no-store")
            } catch let error as HTTPError {
                #expect(error.status.code == status && location == nil)
            }
        }
    }

    @Test func `whoever opens the secret address passes from then on`() async throws {
        try await withFile(#"{"secret": "let-me-in"}"#) { () async throws in
            let opened = try await send(Request(target: "/let-me-in"), through: [layer()])
            #expect(opened.status == .seeOther)
            let cookie = try #require(opened.headers[.setCookie])
            #expect(cookie.contains("HttpOnly"))
            let pair = String(cookie.prefix { $0 != ";" })
            #expect(try await send(Request(["Cookie": pair]), through: [layer()]).status == .ok)
            for (target, cookie) in [
                ("/let-me-im", ""), ("/", "ashlar_maintenance=wrong"), ("/", "ashlar_maintenance="),
                ("/", "ashlar_maintenance=let-me-in"),
            ] {
                let request = try Request(target, ["Cookie": cookie])
                #expect(
                    try await httpError { try await send(request, through: [layer()]) }.status == .serviceUnavailable)
            }
        }
    }

    @Test func `the cookie does not tell the secret, ends by itself, and with the secret`() async throws {
        try await withFile(#"{"secret": "let-me-in"}"#) { () async throws in
            let cookie = try #require(
                try await send(Request(target: "/let-me-in"), through: [layer()]).headers[.setCookie])
            #expect(!cookie.contains("let-me-in"))
            #expect(cookie.contains("Max-Age=43200"))
            let request = try Request(["Cookie": String(cookie.prefix { $0 != ";" })])
            clock.advance(seconds: 43_199)
            #expect(try await send(request, through: [layer()]).status == .ok)
            clock.advance(seconds: 1)
            #expect(try await httpError { try await send(request, through: [layer()]) }.status == .serviceUnavailable)
            clock.advance(seconds: -40_000)
            #expect(try await send(request, through: [layer()]).status == .ok)
            try #"{"secret": "another"}"#.write(toFile: path, atomically: true, encoding: .utf8)
            #expect(try await httpError { try await send(request, through: [layer()]) }.status == .serviceUnavailable)
        }
    }

    @Test func `allowed addresses and exempt paths pass`() async throws {
        try await withFile(#"{"allowed": ["192.0.2.0/24"]}"#) { () async throws in
            let layer = layer(except: ["/up", "/hooks/*"])
            for (target, address, passes) in [
                ("/", "192.0.2.7", true), ("/", "198.51.100.7", false), ("/up", "198.51.100.7", true),
                ("/hooks/a", "198.51.100.7", true), ("/upper", "198.51.100.7", false),
            ] {
                let response = try? await send(try Request(target, from: address, [:]), through: [layer])
                #expect((response != nil) == passes, "\(target) \(address)")
            }
        }
    }

    @Test func `the page is the app's, its status is not, and the secret stays with us`() async throws {
        try await withFile(#"{"message": "Soon.", "secret": "s", "retryAfter": 5}"#) { () async throws in
            let layer = layer { _, notice in Response(html: "<p>\(notice.message ?? "")\(notice.secret ?? "")</p>") }
            let response = try await send(Request(target: "/"), through: [layer])
            #expect(response.status == .serviceUnavailable)
            #expect(response.headers[.retryAfter] == "5")
            #expect(try await response.text() == "<p>Soon.</p>")
        }
    }
}
