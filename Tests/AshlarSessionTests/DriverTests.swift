import AshlarHTTP
import AshlarPostgres
import AshlarSecurity
import Foundation
import HTTPTypes
import NIOCore
import Testing

@testable import AshlarSession

@Suite struct CookieSessionTests {
    private func sessions(_ keys: KeyRing) -> CookieSessions { CookieSessions(Encrypter(keys: keys)) }

    @Test func `a cookie that was tampered with makes an empty session and a line in the log (F7, Masonite trap 27)`()
        async throws
    {
        let visitor = Visitor(sessions(KeyRing(current: .random())))
        try await visitor.change { $0["user"] = "1" }
        let good = try #require(visitor.cookie)
        let middle = good.index(good.startIndex, offsetBy: good.count / 2)
        for bad in [
            good.replacingCharacters(in: middle...middle, with: good[middle] == "A" ? "B" : "A"), "nonsense",
            String(good.dropLast()), good + "A",
        ] {
            visitor.cookie = bad
            #expect(try await visitor.seen("user") == "nil")
            #expect(visitor.cookie == nil)
        }
        #expect(visitor.heard.all.filter { $0.contains("it was changed, or encrypted with a key") }.count == 4)
        visitor.cookie = good
        #expect(try await visitor.seen("user") == "1")
    }

    @Test func `a key that was replaced opens old cookies while the key ring lists it (F7)`() async throws {
        let (old, new) = (AppKey.random(), AppKey.random())
        let before = Visitor(sessions(KeyRing(current: old)))
        try await before.change { $0["user"] = "1" }
        for (keys, expected) in [(KeyRing(current: new, previous: [old]), "1"), (KeyRing(current: new), "nil")] {
            let after = Visitor(sessions(keys))
            after.cookie = before.cookie
            #expect(try await after.seen("user") == expected)
        }
    }

    @Test func `the cookie shows nothing of the session`() async throws {
        let visitor = Visitor(sessions(KeyRing(current: .random())))
        try await visitor.change { $0["user"] = "visible" }
        let bytes = try #require(Base64URL.decode(visitor.cookie ?? ""))
        #expect(!String(decoding: bytes, as: UTF8.self).contains("visible"))
    }

    @Test func `a session without room in a cookie says what is too large`() async throws {
        let visitor = Visitor(sessions(KeyRing(current: .random())))
        let error = await #expect(throws: SessionTooLarge.self) {
            try await visitor.change { session in
                session["essay"] = String(repeating: "a", count: 4000)
                session["user"] = "1"
            }
        }
        #expect(
            error?.description.hasSuffix(
                "The largest values are \"essay\" (4002 bytes), \"user\" (3 bytes).") == true)
        #expect(
            error?.suggestion
                == "Keep ids in the session and the rest in the database, or set session.driver to postgres.")
    }

    @Test func `old input without room is left out rather than failing the form`() async throws {
        let visitor = Visitor(sessions(KeyRing(current: .random())))
        try await visitor.change { session in
            session.flashInput([(name: "essay", value: String(repeating: "a", count: 5000))])
            try session.flash("status", "Too long")
        }
        #expect(try await visitor.seen("status") == "Too long")
        #expect(visitor.heard.all.contains { $0.hasPrefix("The input of a form was too large to be shown again") })
    }
}

@Suite struct PostgresSessionTests {
    private let now = Int(Date().timeIntervalSince1970)

    @Test func `requests at the same time do not undo each other's changes`() async throws {
        try await withPostgresSessions { sessions, _, _ in
            let visitor = Visitor(sessions, startingAt: now)
            try await visitor.change { session in
                session["base"] = "1"
                session["gone"] = "1"
            }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<20 {
                    group.addTask {
                        try await visitor.change { session in
                            session["key\(number)"] = "\(number)"
                            if number == 0 { session["gone"] = nil }
                            if number == 1 { try session.flash("status", "Saved") }
                        }
                    }
                }
                try await group.waitForAll()
            }
            try await visitor.change { session in
                #expect(session.names.count == 21)
                #expect(session["gone"] == nil)
            }
        }
    }

    @Test func `a request that comes in late does not bring a session back that was signed out`() async throws {
        try await withPostgresSessions { sessions, database, table in
            let visitor = Visitor(sessions, startingAt: now)
            try await visitor.change { $0["user"] = "1" }
            let late = Visitor(sessions, startingAt: now)
            late.cookie = visitor.cookie
            try await late.visit { _, session in
                // While this request is worked on, another one signs out.
                try await visitor.change { $0.invalidate() }
                session["late"] = "yes"
                return Response()
            }
            #expect(late.cookie == nil)
            #expect(try await database.query("select 1 from \(identifier: table)").isEmpty)
        }
    }

    @Test func `what others changed meanwhile moves along to the new id`() async throws {
        try await withPostgresSessions { sessions, _, _ in
            let visitor = Visitor(sessions, startingAt: now)
            try await visitor.change { $0["a"] = "1" }
            let other = Visitor(sessions, startingAt: now)
            other.cookie = visitor.cookie
            try await visitor.visit { _, session in
                try await other.change { $0["b"] = "2" }
                session.regenerate()
                session["c"] = "3"
                return Response()
            }
            try await visitor.change { #expect($0.names == ["a", "b", "c"]) }
        }
    }

    @Test func `the table holds no id that could be used`() async throws {
        try await withPostgresSessions { sessions, database, table in
            let visitor = Visitor(sessions, startingAt: now)
            try await visitor.change { $0["a"] = "b" }
            let cookie = try #require(visitor.cookie)
            let row = try await database.query("select encode(id, 'escape') || data::text from \(identifier: table)")[0]
            #expect(try !row.decode(0, as: String.self).contains(cookie))
        }
    }

    @Test func `text that PostgreSQL's JSON cannot hold is no error`() async throws {
        try await withPostgresSessions { sessions, _, _ in
            let visitor = Visitor(sessions, startingAt: now)
            try await visitor.change { $0["a"] = "x\0y\\u0000z" }
            try await visitor.change { #expect($0["a"] == "x\u{fffd}y\\u0000z") }
        }
    }

    @Test func `sessions that have ended are swept away`() async throws {
        try await withPostgresSessions { sessions, database, table in
            for start in [now - 100_000, now - 90_000, now] {
                try await Visitor(sessions, startingAt: start).change { $0["a"] = "b" }
            }
            try await sessions.sweep()
            #expect(try await database.query("select 1 from \(identifier: table)").count == 1)
        }
    }

    @Test func `several processes may make the table at once`() async throws {
        try await withPostgresSessions { _, database, table in
            try await database.execute("drop table \(identifier: table)")
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<6 { group.addTask { try await PostgresSessions(database, table: table).prepare() } }
                try await group.waitForAll()
            }
        }
    }

    @Test(arguments: [
        "", "a", "' or 1=1 --", String(repeating: "a", count: 43), String(repeating: "é", count: 43), "a\0b",
    ])
    func `whatever a cookie holds, it is just no session`(token: String) async throws {
        try await withPostgresSessions { sessions, _, _ async throws in
            #expect(try await sessions.load(token) == .absent)
        }
    }
}

@Suite struct JSONTextTests {
    @Test(arguments: [
        ("{}", [:]), (#"{"a":1}"#, ["a": "1"]),
        (#" { "a" : [1, {"b": "}"}] , "c" : "\",x" } "#, ["a": #"[1, {"b": "}"}] "#, "c": #""\",x" "#]),
        (#"{"\u0061\n":null}"#, ["a\n": "null"]),
    ])
    func `an object is taken apart into its members`(text: String, members: [String: String]) {
        #expect(JSONText.members(of: text) == members)
    }

    @Test(arguments: [
        "", "{", "[]", #"{"a"}"#, #"{"a":}"#, #"{"a":1"#, #"{"a":1,}"#, #"{"a":"b}"#, #"{a:1}"#, #"{"a\":1}"#,
    ])
    func `what is no object is none`(text: String) { #expect(JSONText.members(of: text) == nil) }

    @Test(arguments: ["", "plain", "\"", "\\", "\u{0}\u{1}\u{1f}", "\n\r\t", "é😀\u{2028}", "</script>"])
    func `a text comes back as it was`(text: String) throws {
        #expect(JSONText.decode(JSONText.quoted(text), as: String.self) == text)
        #expect(JSONText.members(of: JSONText.object([text: "1"])) == [text: "1"])
    }
}
