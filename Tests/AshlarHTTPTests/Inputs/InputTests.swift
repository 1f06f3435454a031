import AshlarHTTP
import Foundation
import HTTPTypes
import NIOCore
import Testing

@Suite struct InputTests {
    private enum Colour: String { case red, green }

    private func input(
        _ body: String = "", type: String? = "application/x-www-form-urlencoded", query: String = "",
        limits: InputLimits = .standard
    ) async throws -> Input {
        let headers: HTTPFields = type.map { [.contentType: $0] } ?? [:]
        return try await Request(
            method: .post, target: "/\(query)", headers: headers, body: RequestBody(ByteBuffer(string: body))
        ).input(limits: limits)
    }

    @Test(
        arguments: [
            ("a=1&a=2", "a", .string("2")), ("a[]=1&a[]=2", "a", .array([.string("1"), .string("2")])),
            ("user[name]=Ada", "user.name", .string("Ada")), ("r[1][id]=b&r[0][id]=a", "r.0.id", .string("a")),
            ("r[1]=b&r[0]=a", "r", .array([.string("a"), .string("b")])),
            ("a[x]=1&a[y][]=2", "a", .object(["x": .string("1"), "y": .array([.string("2")])])),
            ("a[2]=x", "a", .object(["2": .string("x")])), ("a%5Bb%5D=1", "a.b", .string("1")),
            ("a[b=1", "a[b", .string("1")), ("a]=1", "a]", .string("1")), ("[a]=1", "[a]", .string("1")),
            ("a[b]c=1", "a[b]c", .string("1")), ("a.b=1", "a.b", .string("1")), ("a", "a", .string("")),
        ] as [(String, String, InputValue)])
    func `names nest`(body: String, path: String, value: InputValue) async throws {
        #expect(try await input(body)[path] == value)
    }

    @Test func `a body lies over the query, and JSON is read with its types`() async throws {
        let input = try await input(
            #"{"page":2,"user":{"age":36,"tags":["a","b"],"ok":true,"no":null,"pi":3.5,"s":"\u00fc\ud83d\ude00\n"}}"#,
            type: "application/vnd.api+json; charset=utf-8", query: "?page=1&sort=name")
        #expect(try input.integer("page") == 2)
        #expect(input.string("sort") == "name")
        #expect(try input.integer("user.age") == 36)
        #expect(try input.double("user.pi") == 3.5)
        #expect(input.strings("user.tags") == ["a", "b"])
        #expect(input.string("user.tags.1") == "b")
        #expect(input.values("user.tags.*").count == 2)
        #expect(input.boolean("user.ok"))
        #expect(input["user.no"] == .null && input.string("user.no") == nil)
        #expect(input.string("user.s") == "ü😀\n")
        #expect(input["user.tags.7"] == nil && input["page.x"] == nil)
    }

    @Test(arguments: [
        "[1,]", #"{"id":0,}"#, "{", "", "[", #"{"a"}"#, #"{"a":}"#, "01", "1.", "-", "+1", ".5", "1e", "tru", "nul",
        "\"a", "\"\\x\"", "\"\\u12\"", "\"\\ud800\"", "\"\\ud800\\u0041\"", "\"\n\"", "[1] x", "{a:1}", "'a'", "[1 2]",
        "NaN", "/**/1", #"{"a":1 "b":2}"#, "\u{FEFF}[]",
    ])
    func `what is no JSON is 400, as input and decoded`(body: String) async {
        let error = await #expect(throws: HTTPError.self) { try await input(body, type: "application/json") }
        #expect(error?.status == .badRequest)
        let request = Request(
            method: .post, target: "/", headers: [.contentType: "application/json"],
            body: RequestBody(ByteBuffer(string: body)))
        let decoded = await #expect(throws: HTTPError.self) { try await request.json(as: JSONAnything.self) }
        #expect(decoded?.status == .badRequest)
    }

    /// Takes any JSON, so that only its syntax can fail.
    private struct JSONAnything: Decodable {
        init(from decoder: any Decoder) throws {}
    }

    @Test func `a body that is no UTF-8 is 400`() async {
        for (type, bytes) in [
            ("application/json", [0x22, 0xFF, 0x22]), ("application/x-www-form-urlencoded", Array("a=%FF".utf8)),
            ("application/x-www-form-urlencoded", Array("a=%4".utf8)),
        ] as [(String, [UInt8])] {
            let request = Request(
                method: .post, target: "/", headers: [.contentType: type], body: RequestBody(ByteBuffer(bytes: bytes)))
            let error = await #expect(throws: HTTPError.self) { try await request.input() }
            #expect(error?.status == .badRequest)
        }
    }

    @Test func `depth, count and size have limits`() async throws {
        let deep = "a" + String(repeating: "[b]", count: 40) + "=1"
        let cases: [(String, String?, String, Int)] = [
            (deep, "application/x-www-form-urlencoded", "deeper than 32", 400),
            (String(repeating: "[", count: 100_000), "application/json", "deeper than 32", 400),
            ("[" + String(repeating: "1,", count: 10_001) + "1]", "application/json", "more than 10000", 400),
            (String(repeating: "a&", count: 10_001), "application/x-www-form-urlencoded", "more than 10000", 400),
            (String(repeating: "a", count: 3 << 20), "application/x-www-form-urlencoded", "larger than", 413),
            ("x", "text/plain", "not text/plain", 415),
            ("a=1&a[b]=2", "application/x-www-form-urlencoded", "as a value and as a list", 400),
            ("a[b]=2&a=1", "application/x-www-form-urlencoded", "as a value and as a list", 400),
        ]
        for (body, type, message, status) in cases {
            let error = await #expect(throws: HTTPError.self) { try await input(body, type: type) }
            #expect(error?.status.code == status)
            #expect(error?.message.contains(message) == true, "\(error?.message ?? "")")
        }
        #expect(try await input(String(repeating: "a[]=1&", count: 9_000)).array("a").count == 9_000)
    }

    @Test func `a compressed body is 415, however it is read, and says what is accepted`() async throws {
        let (json, form, files) = (
            "application/json", "application/x-www-form-urlencoded", "multipart/form-data; boundary=b"
        )
        let readings: [(type: String, read: @Sendable (Request) async throws -> Void)] = [
            (json, { _ = try await $0.input() }), (json, { _ = try await $0.json(as: [String: Int].self) }),
            (json, { _ = try await $0.sentBody() }), (form, { _ = try await $0.input() }),
            (form, { _ = try await $0.form() }), (form, { _ = try await $0.formField("a") }),
            (form, { _ = try await $0.sentBody() }), (files, { _ = try await $0.input() }),
            (files, { _ = try await $0.multipart() }),
        ]
        for (type, read) in readings {
            let error = await #expect(throws: HTTPError.self) { try await read(Self.coded("GZIP", type)) }
            #expect(error?.status == .unsupportedMediaType && error?.headers[.acceptEncoding] == "identity")
            #expect(error?.message == "This address accepts bodies that are not compressed, not GZIP.")
        }
        #expect(try await Self.coded("identity", form).input().string("a") == "1")
    }

    private static func coded(_ coding: String, _ type: String) -> Request {
        Request(
            method: .post, target: "/", headers: [.contentType: type, .contentEncoding: coding],
            body: RequestBody(ByteBuffer(string: "a=1")))
    }

    @Test func `values are read as types, and a wrong one is 422 by name`() async throws {
        let input = try await input("n=%2012%20&x=abc&blank=&d=2026-11-22&on=on&off=0&c=green&pi=3.5&inf=inf")
        #expect(try input.integer("n") == 12)
        #expect(try input.integer("blank") == nil && input.integer("absent") == nil)
        #expect(input.boolean("on") && !input.boolean("off") && !input.boolean("absent"))
        #expect(try input.value("c", as: Colour.self) == .green)
        #expect(try input.double("pi") == 3.5)
        let error = #expect(throws: HTTPError.self) { try input.integer("x") }
        #expect(error?.status == .unprocessableContent)
        #expect(error?.message == "The field \"x\" is not a whole number: \"abc\".")
        #expect(throws: HTTPError.self) { try input.date("x") }
        #expect(throws: HTTPError.self) { try input.double("inf") }
        #expect(throws: HTTPError.self) { try input.value("x", as: Colour.self) }
    }

    @Test(arguments: [
        ("2026-11-22", 1_795_305_600), ("1970-01-01T00:01", 60), ("1970-01-01T00:00:05Z", 5),
        ("1970-01-01T01:00:00+01:00", 0), ("1970-01-01 00:00:00.5", 0.5), ("2024-02-29", 1_709_164_800),
    ])
    func `a date is read`(text: String, seconds: Double) async throws {
        let input = try await input("d=\(PercentEncoding.encode(text))")
        #expect(try input.date("d") == Date(timeIntervalSince1970: seconds))
    }

    @Test(arguments: [
        "2026-13-01", "2023-02-29", "2026-1-1", "yesterday", "2026-11-22T", "2026-11-22T25:00", "2026-11-22x",
    ])
    func `what is no date is 422`(text: String) async throws {
        let input = try await input("d=\(text)")
        #expect(throws: HTTPError.self) { try input.date("d") }
    }

    @Test func `what was sent can be asked and selected`() async throws {
        let input = try await input("a=1&b=&c=%20&password=x")
        #expect(input.has("a", "b") && !input.has("a", "z") && input.hasAny("z", "a"))
        #expect(input.filled("a") && !input.filled("b") && !input.filled("c"))
        #expect(input.missing("z") && !input.missing("a"))
        #expect(Set(input.only("a", "z").all.keys) == ["a"])
        #expect(Set(input.except("password").all.keys) == ["a", "b", "c"])
        #expect(input.merging(["a": .integer(9)])["a"] == .integer(9))
    }

    @Test func `files stand among the fields, several of one name as a list`() async throws {
        func part(_ name: String, _ file: String?) -> String {
            let file = file.map { "; filename=\"\($0)\"" } ?? ""
            return "--x\r\nContent-Disposition: form-data; name=\"\(name)\"\(file)\r\n\r\nhi\r\n"
        }
        let body =
            part("title", nil) + part("user[photo]", "a.png") + part("docs", "1.txt") + part("docs", "2.txt")
            + part("more[]", "3.txt") + "--x--"
        let input = try await input(body, type: "multipart/form-data; boundary=x")
        #expect(input.string("title") == "hi")
        #expect(input.file("user.photo")?.name == "a.png")
        #expect(input.files("docs").map(\.name) == ["1.txt", "2.txt"])
        #expect(input.files("more").map(\.name) == ["3.txt"])
        #expect(input.file("title") == nil && input.file("absent") == nil)
    }

    @Test func `without a body the query is all`() async throws {
        let input = try await input(type: nil, query: "?a[]=1&b=2")
        #expect(input.strings("a") == ["1"] && input.string("b") == "2")
    }

    @Test func `a JSON list is input as well`() async throws {
        let input = try await input(#"[{"id":7}]"#, type: "application/json")
        #expect(try input.integer("0.id") == 7)
        #expect(input.all.isEmpty)
    }
}
