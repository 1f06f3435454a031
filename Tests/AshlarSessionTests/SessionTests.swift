import AshlarContainer
import AshlarHTTP
import AshlarSecurity
import Foundation
import HTTPTypes
import NIOCore
import Testing

@testable import AshlarSession

@Suite struct SessionTests {
    /// Now, as PostgreSQL itself looks at its clock for what has ended.
    private func visitor(_ driver: any SessionDriver, _ settings: SessionSettings = SessionSettings()) -> Visitor {
        Visitor(driver, settings, startingAt: Int(Date().timeIntervalSince1970))
    }

    @Test(arguments: Drivers.allCases)
    func `what one request sets the next one sees`(driver: Drivers) async throws {
        try await driver.run { driver in
            let visitor = visitor(driver)
            try await visitor.change { session in
                session["name"] = "Ada \"\\\n\u{1}é"
                try session.set("numbers", [1, 2])
                try session.set("flag", true)
                try session.set(SessionKey<Double>("pi"), 3.25)
                session.increment("visits", by: 41)
            }
            try await visitor.change { session in
                #expect(session["name"] == "Ada \"\\\n\u{1}é")
                #expect(session.get("numbers") == [1, 2])
                #expect(session.get("flag") == true)
                #expect(session.get(SessionKey<Double>("pi")) == 3.25)
                #expect(session.get("name", as: Int.self) == nil)
                #expect(session.increment("visits") == 42)
                #expect(session.pull("flag") == true)
                #expect(!session.has("flag"))
                #expect(session.names == ["name", "numbers", "pi", "visits"])
                session["name"] = nil
            }
            #expect(try await visitor.seen("name") == "nil")
            #expect(try await visitor.seen("visits") == "nil")
            try await visitor.change { session in #expect(session.get("visits") == 42) }
        }
    }

    @Test(arguments: Drivers.allCases)
    func `a session that nobody writes to sends no cookie and stores nothing`(driver: Drivers) async throws {
        try await driver.run { driver in
            let visitor = visitor(driver)
            let response = try await visitor.visit { _, session in Response(text: session["a"] ?? "nil") }
            #expect(response.headers[.setCookie] == nil)
            #expect(response.headers[.vary] == "Cookie")
            #expect(try await visitor.visit().headers == [:])
            try await visitor.change { $0["a"] = "b" }
            #expect(
                try await visitor.visit { _, session in Response(text: session["a"] ?? "") }.headers[.setCookie] == nil)
            #expect(
                try await visitor.visit { _, session in
                    session["a"] = "b"
                    return Response()
                }.headers[.setCookie] == nil)
            #expect((driver as? MemorySessions)?.count ?? 1 == 1)
        }
    }

    @Test(arguments: Drivers.allCases)
    func `flashed values live for one more request`(driver: Drivers) async throws {
        try await driver.run { driver in
            let visitor = visitor(driver)
            try await visitor.change { session in
                try session.flash("status", "Saved")
                try session.now("note", "here")
                #expect(session["note"] == "here")
                session["stays"] = "yes"
            }
            #expect(try await visitor.seen("status") == "Saved")
            #expect(try await visitor.seen("status") == "nil")
            #expect(try await visitor.seen("note") == "nil")
            #expect(try await visitor.seen("stays") == "yes")

            try await visitor.change { session in
                try session.flash("a", "1")
                try session.flash("b", "2")
            }
            try await visitor.change { $0.keep("a") }
            try await visitor.change { session in
                #expect(session["a"] == "1")
                #expect(session["b"] == nil)
                session.reflash()
            }
            #expect(try await visitor.seen("a") == "1")
            #expect(try await visitor.seen("a") == "nil")
        }
    }

    @Test func `an image of the page does not use up what was flashed for the page`() async throws {
        let visitor = visitor(MemorySessions())
        try await visitor.change { try $0.flash("status", "Saved") }
        var image = Request(target: "/logo.png")
        image.headers[.secFetchDest] = "image"
        try await visitor.visit(image)
        #expect(try await visitor.seen("status") == "Saved")
    }

    @Test(arguments: Drivers.allCases)
    func `the id is of 256 random bits and changes with the visitor's rights (Masonite trap 5)`(driver: Drivers)
        async throws
    {
        try await driver.run { driver in
            let visitor = visitor(driver)
            try await visitor.change { session in
                #expect(Base64URL.decode(session.id)?.count == 32)
                session["cart"] = "7"
            }
            let before = visitor.cookie
            let ids = Heard<String>()
            try await visitor.change { session in
                ids.add(session.id)
                session.regenerate()
                session["user"] = "1"
                ids.add(session.id)
            }
            #expect(Set(ids.all).count == 2)
            #expect(visitor.cookie != before)
            #expect(try await visitor.seen("cart") == "7")
            #expect(try await visitor.seen("user") == "1")
            guard !driver.storesInCookie else { return }
            // Who had planted or copied the old id has nothing.
            let thief = self.visitor(driver)
            thief.cookie = before
            #expect(try await thief.seen("user") == "nil")
            #expect(try await thief.seen("cart") == "nil")
        }
    }

    @Test(arguments: Drivers.allCases)
    func `an id that a client made up is never taken over (Masonite trap 5)`(driver: Drivers) async throws {
        try await driver.run { driver in
            let visitor = visitor(driver)
            let planted = RandomToken.make(byteCount: 32)
            visitor.cookie = planted
            try await visitor.change { session in
                #expect(session.id != planted)
                session["a"] = "b"
            }
            #expect(visitor.cookie != planted)
            #expect(try await visitor.seen("a") == "b")
        }
    }

    @Test(arguments: Drivers.allCases)
    func `signing out drops the session and its cookie`(driver: Drivers) async throws {
        try await driver.run { driver in
            let visitor = visitor(driver)
            try await visitor.change { $0["user"] = "1" }
            let before = visitor.cookie
            try await visitor.change { $0.invalidate() }
            #expect(visitor.cookie == nil)
            visitor.cookie = driver.storesInCookie ? nil : before
            #expect(try await visitor.seen("user") == "nil")

            try await visitor.change { $0["user"] = "1" }
            try await visitor.change { session in
                session.invalidate()
                try session.flash("status", "Signed out")
            }
            #expect(try await visitor.seen("status") == "Signed out")
            #expect(try await visitor.seen("user") == "nil")
        }
    }

    @Test(arguments: Drivers.allCases)
    func `a session ends without use, and in the end with it`(driver: Drivers) async throws {
        try await driver.run { driver in
            let settings = SessionSettings(idle: .seconds(1000), absolute: .seconds(3000))
            let visitor = visitor(driver, settings)
            try await visitor.change { $0["a"] = "b" }
            for _ in 0..<3 {
                visitor.wait(seconds: 900)
                #expect(try await visitor.seen("a") == "b")
            }
            visitor.wait(seconds: 400)
            #expect(try await visitor.seen("a") == "nil")

            try await visitor.change { $0["a"] = "b" }
            visitor.wait(seconds: 1001)
            #expect(try await visitor.seen("a") == "nil")
            #expect(visitor.cookie == nil)
        }
    }

    @Test func `reading is noted once in a while, not each time`() async throws {
        let visitor = visitor(MemorySessions(), SessionSettings(idle: .seconds(600)))
        try await visitor.change { $0["a"] = "b" }
        visitor.wait(seconds: 59)
        #expect(try await visitor.visit().headers[.setCookie] == nil)
        visitor.wait(seconds: 1)
        #expect(try await visitor.visit().headers[.setCookie] != nil)
    }

    @Test func `what an action changed is stored also where it throws`() async throws {
        let visitor = visitor(MemorySessions())
        try await visitor.change { $0["a"] = "1" }
        await #expect(throws: Unexpected.self) {
            try await visitor.change { session in
                session["a"] = "2"
                throw Unexpected()
            }
        }
        #expect(try await visitor.seen("a") == "2")
    }

    @Test func `a write after the head has gone out is not lost in silence`() async throws {
        let visitor = visitor(MemorySessions())
        let response = try await visitor.visit { _, session in
            Response(body: .stream(length: nil) { _ in session["late"] = "yes" })
        }
        _ = try await response.body.collect()
        #expect(visitor.heard.all.contains { $0.contains("after the head of its response had gone out") })
    }

    @Test func `an action asks for the session by its type`() throws {
        let container = Container()
        SessionProvider().register(container)
        var request = Request(target: "/cart")
        let scope = Scope(seed: request)
        let error = #expect(throws: (any Error).self) { try container.resolver(in: scope).resolve(Session.self) }
        #expect("\(error.map { "\($0)" } ?? "")".contains("GET /cart has no session"))
        let session = Session.detached()
        request[Session.self] = session
        #expect(try container.resolver(in: Scope(seed: request)).resolve(Session.self) === session)
    }

    @Test func `the cookie is as the settings say`() async throws {
        let settings = SessionSettings(cookieName: "__Host-s", expiresOnClose: true, isSecure: true, sameSite: .strict)
        let response = try await visitor(MemorySessions(), settings).visit { _, session in
            session["a"] = "b"
            return Response()
        }
        let cookie = response.headers[.setCookie] ?? ""
        for part in ["__Host-s=", "; Path=/", "; Secure", "; HttpOnly", "; SameSite=Strict"] {
            #expect(cookie.contains(part), "\(part) in \(cookie)")
        }
        #expect(!cookie.contains("Max-Age"))
        #expect(response.headers[.cacheControl] == "private, no-cache")
        let broken = SessionSettings(cookieName: "__Host-s", isSecure: false)
        #expect(throws: SessionSetupError.self) { try SessionMiddleware(MemorySessions(), broken).check() }
        let short = SessionSettings(idle: .seconds(100), absolute: .seconds(10))
        #expect(throws: SessionSetupError.self) { try SessionMiddleware(MemorySessions(), short).check() }
    }

    @Test func `200 visitors at once never see each other's session`() async throws {
        let driver = MemorySessions()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<200 {
                group.addTask {
                    let visitor = self.visitor(driver)
                    try await visitor.change { try $0.set("number", number) }
                    for _ in 0..<5 {
                        try await visitor.change { #expect($0.get("number") == number) }
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(driver.count == 200)
    }
}
