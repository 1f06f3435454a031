import AshlarHTTP
import HTTPTypes
import NIOCore
import Testing

@Suite struct ParametersTests {
    @Test(arguments: [
        ("a=1&b=2", [["a", "1"], ["b", "2"]]), ("a=1&a=2", [["a", "1"], ["a", "2"]]), ("a", [["a", ""]]), ("", []),
        ("a=b=c", [["a", "b=c"]]), ("q=two+words%21", [["q", "two words!"]]), ("%6Eame=x", [["name", "x"]]),
        ("&&a=1&", [["a", "1"]]), ("caf%C3%A9=%E2%82%AC", [["café", "€"]]), ("a=%00", [["a", "\0"]]),
    ])
    func `pairs are decoded in order`(text: String, expected: [[String]]) throws {
        let parameters = try Parameters(urlEncoded: Array(text.utf8), in: "query")
        #expect(parameters.items.map { [$0.name, $0.value] } == expected)
    }

    @Test(arguments: ["a=%", "a=%2", "a=%zz", "a=%FF", "%C3=1"])
    func `what cannot be decoded is a bad request`(text: String) {
        let error = #expect(throws: HTTPError.self) { try Parameters(urlEncoded: Array(text.utf8), in: "query") }
        #expect(error?.status == .badRequest)
    }

    @Test func `ten thousand parameters are read, one more is refused`() throws {
        let text = Array(repeating: "a=1", count: 10_000).joined(separator: "&")
        #expect(try Parameters(urlEncoded: Array(text.utf8), in: "form").items.count == 10_000)
        #expect(throws: HTTPError.self) { try Parameters(urlEncoded: Array((text + "&a=1").utf8), in: "form") }
    }

    @Test(arguments: ["a b", "ä/ö", "100%", "~-._", "\"<>&+"])
    func `encoding and decoding are each other's inverse`(text: String) {
        #expect(PercentEncoding.decode(PercentEncoding.encode(text).utf8) == text)
        #expect(PercentEncoding.decode(PercentEncoding.encode(text).utf8, plusIsSpace: true) == text)
    }
}

@Suite struct FormTests {
    private let form = Form(
        Parameters([("title", " Hi "), ("page", "2"), ("bad", "x"), ("on", "on"), ("off", "0"), ("blank", "  ")]))

    @Test func `fields are read by type`() throws {
        #expect(try form.required("title") == "Hi")
        #expect(try form.value("page", as: Int.self) == 2)
        #expect(try form.value("blank", as: Int.self) == nil)
        #expect(form.isOn("on") && !form.isOn("off") && !form.isOn("missing"))
    }

    @Test(arguments: ["blank", "missing"]) func `a required field that is blank is 422 and named`(name: String) {
        let error = #expect(throws: HTTPError.self) { try form.required(name) }
        #expect(error?.description == "422 Unprocessable Content: The field \"\(name)\" is required.")
    }

    @Test func `a value of another type is 422 and named`() {
        let error = #expect(throws: HTTPError.self) { try form.value("bad", as: Int.self) }
        #expect(error?.message == "The field \"bad\" is not a valid Int: \"x\".")
    }

    @Test func `only a form is read as a form`() async {
        let request = Request(method: .post, target: "/", headers: [.contentType: "application/json"])
        let error = await #expect(throws: HTTPError.self) { try await request.form() }
        #expect(error?.status == .unsupportedMediaType)
    }

    @Test func `a body over the limit is 413`() async {
        let body = RequestBody(ByteBuffer(repeating: 97, count: 100))
        let request = Request(
            method: .post, target: "/", headers: [.contentType: "application/x-www-form-urlencoded"], body: body)
        let error = await #expect(throws: HTTPError.self) { try await request.form(upTo: 99) }
        #expect(error?.status == .contentTooLarge)
    }

    @Test func `a form can say which method it means, and the body is there for the next reader`() async throws {
        let body = RequestBody(ByteBuffer(string: "_method=delete&title=x"))
        let request = Request(
            method: .post, target: "/", headers: [.contentType: "application/x-www-form-urlencoded"], body: body)
        let echo = ClosureResponder { request in
            Response(text: "\(request.method.rawValue) \(try await request.form()["title"] ?? "")")
        }
        let response = try await MethodOverride().respond(to: request, next: echo)
        #expect(String(buffer: try await response.body.collect()) == "DELETE x")
    }
}
