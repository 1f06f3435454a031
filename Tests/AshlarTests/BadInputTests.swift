import Ashlar
import Foundation
import NIOCore
import Testing

@Input struct BadInput {
    var title: String
    var small: Int?
    var wide: Int64?
    var ratio: Double?
    var amount: Decimal?
    var tags: [String] = []
}

@Controller struct BadInputController {
    func store(input: BadInput) -> NoContent { NoContent() }
}

/// What only somebody sends who means harm: each is refused with the reason, and what is a matter of a limit with the limit.
@Suite struct BadInputTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let type: String
        let body: [UInt8]
        let status: Int
        let says: String

        init(_ name: String, as type: String = "application/json", _ body: [UInt8], _ status: Int, _ says: String) {
            (testDescription, self.type, self.body, self.status, self.says) = (name, type, body, status, says)
        }
    }

    private static let form = "application/x-www-form-urlencoded"
    private static let multipart = "multipart/form-data; boundary=x"

    private static func json(_ text: String) -> [UInt8] { Array(text.utf8) }

    private static func part(_ name: String, _ value: String, _ more: String = "") -> String {
        "--x\r\nContent-Disposition: form-data; name=\"\(name)\"\(more)\r\n\r\n\(value)\r\n"
    }

    private static func many(_ count: Int, _ one: (Int) -> String, joined separator: String = ",") -> String {
        (0..<count).map(one).joined(separator: separator)
    }

    private static let documents: [Case] = [
        .init(
            "deeply nested lists", json(#"{"title":"# + String(repeating: "[", count: 100_000)), 400,
            "The input is nested deeper than 32 levels."),
        .init(
            "deeply nested objects", json(String(repeating: #"{"a":"#, count: 40)), 400,
            "The input is nested deeper than 32 levels."),
        .init(
            "10,000 fields", json("{\(many(10_000) { "\"f\($0)\":1" })}"), 400, "The input has more than 10000 values."),
        .init(
            "a list of 100,000", json(#"{"title":"a","tags":[\#(many(100_000) { _ in "1" })]}"#), 400,
            "The input has more than 10000 values."),
        .init(
            "a name twice", json(#"{"title":"a","title":"b"}"#), 400,
            #"The body names "title" twice in one object, at byte 13"#),
        .init(
            "a name twice, written otherwise", json(#"{"title":"a","\u0074itle":"b"}"#), 400, #"names "title" twice"#),
        .init(
            "no UTF-8", json(#"{"title":""#) + [0xFF, 0xFE] + json(#""}"#), 400,
            "The body is not valid JSON: byte 10 is no UTF-8."),
        .init(
            "UTF-8 that is too long", json(#"{"title":""#) + [0xC0, 0xAF] + json(#""}"#), 400,
            "not valid JSON: byte 10 is no UTF-8."),
        .init("a surrogate in UTF-8", json(#"{"title":""#) + [0xED, 0xA0, 0x80] + json(#""}"#), 400, "not valid JSON"),
        .init(
            "half of a surrogate", json(#"{"title":"\ud800"}"#), 400,
            "The body is not valid JSON: byte 16 is not expected there, after half of a character"),
        .init("two first halves", json(#"{"title":"\ud800\ud800"}"#), 400, "The body is not valid JSON: byte 22 "),
        .init("a second half", json(#"{"title":"\udc00"}"#), 400, "The body is not valid JSON: byte 16 "),
        .init("NUL", json(#"{"title":"a\u0000b"}"#), 422, "The title has a character that cannot be stored (NUL)."),
        .init("a whole number that is too large", json(#"{"title":"a","wide":9223372036854775808}"#), 422, "wide"),
        .init(
            "a number of 100,000 digits", json(#"{"title":"a","small":\#(String(repeating: "9", count: 100_000))}"#),
            422, "small"),
        .init("a number beyond all", json(#"{"title":"a","ratio":1e999999999999999999999}"#), 422, "ratio"),
        .init(
            "a decimal of 39 digits", json(#"{"title":"a","amount":\#(String(repeating: "9", count: 39))}"#), 422,
            "The amount has more digits than the 38 that are kept."),
        .init("a decimal of a billion zeros", json(#"{"title":"a","amount":1e1000000000}"#), 422, "38 that are kept"),
        .init("nothing", [], 400, "The body is not valid JSON: it is empty."),
        .init("white space", json("   "), 400, "The body is not valid JSON: it is empty."),
    ]

    private static let forms: [Case] = [
        .init(
            "10,001 fields", as: form, json(many(10_001, { "f\($0)=1" }, joined: "&")), 400,
            "more than 10000 parameters"),
        .init(
            "100,000 values of one name", as: form, json(many(100_000, { _ in "tags=1" }, joined: "&")), 400,
            "more than 10000 parameters"),
        .init(
            "deeply nested names", as: form, json("a" + String(repeating: "[b]", count: 1_000) + "=1"), 400,
            "The input is nested deeper than 32 levels."),
        .init("a name as a value and a list", as: form, json("title=a&title[x]=b"), 400, "as a value and as a list"),
        .init("no UTF-8", as: form, json("title=%FF"), 400, "broken percent-encoding or is not UTF-8"),
        .init("no percent-encoding", as: form, json("title=%zz"), 400, "broken percent-encoding or is not UTF-8"),
        .init(
            "1,001 parts", as: multipart, json(many(1_001, { part("f\($0)", "") }, joined: "") + "--x--\r\n"), 413,
            "The multipart body has more than 1000 parts."),
        .init(
            "a field of more than 1 MiB", as: multipart,
            json(part("title", String(repeating: "a", count: 1_048_577)) + "--x--\r\n"), 413,
            #"The field "title" is larger than 1048576 bytes."#),
        .init(
            "header fields of more than 16 KiB", as: multipart,
            json(part("title", "a", "\r\nX-A: " + String(repeating: "a", count: 20_000)) + "--x--\r\n"), 413,
            "A part of the multipart body has header fields of more than 16384 bytes."),
        .init("a part without an end", as: multipart, json(part("title", "a")), 400, "The multipart body is malformed"),
        .init("no boundary", as: "multipart/form-data", json(part("title", "a")), 400, "has no valid boundary"),
        .init(
            "deeply nested parts", as: multipart,
            json(part("a" + String(repeating: "[b]", count: 40), "") + "--x--\r\n"),
            400,
            "The input is nested deeper than 32 levels."),
    ]

    @Test(arguments: documents + forms)
    func `it is refused, with the reason`(sent: Case) async throws {
        let app = RoutesOnly { $0.post("/", BadInputController.store) }
        try await withKernel(app, in: AppFolder()) { kernel async throws in
            let answer = try await kernel.respond(
                to: Request(
                    method: .post, target: "/", headers: [.accept: "application/json", .contentType: sent.type],
                    body: RequestBody(ByteBuffer(bytes: sent.body))))
            let text = String(buffer: try await answer.body.collect())
            let said = text.replacing("\\\"", with: "\"")
            #expect(
                answer.status.code == sent.status && said.contains(sent.says), "\(answer.status) \(said.prefix(600))")
            #expect(said.utf8.count < 20_000, "What is refused is not sent back whole.")
        }
    }
}
