import AshlarHTTP
import HTTPTypes
import NIOCore
import Testing

/// One field of a form, found without reading the others.
@Suite struct FormFieldTests {
    @Test(arguments: [
        ("_token=abc", "abc"),
        ("a=1&_token=abc&b=2", "abc"),
        ("_token=first&_token=last", "last"),
        ("_token=a+b%26c", "a b&c"),
        ("_token=", ""),
        ("x_token=no&_token=yes&_tokens=no", "yes"),
        ("%5Ftoken=encoded", "encoded"),
        ("&&_token=abc&&", "abc"),
        ("a=1", nil),
        ("_token", ""),
        ("", nil),
    ])
    func `the last value of a name is found`(body: String, value: String?) async throws {
        #expect(try await form(body).formField("_token") == value)
    }

    @Test func `what is malformed is a bad request`() async throws {
        await #expect(throws: HTTPError.self) { try await form("_token=%zz").formField("_token") }
        await #expect(throws: HTTPError.self) { try await form("a=1&_token=%ff").formField("_token") }
        let json = Request(method: .post, target: "/", headers: [.contentType: "application/json"])
        await #expect(throws: HTTPError.self) { try await json.formField("_token") }
    }

    @Test func `a 415 names both kinds of forms`() async {
        let json = Request(method: .post, target: "/", headers: [.contentType: "application/json"])
        let error = await #expect(throws: HTTPError.self) { try await json.form() }
        #expect(
            error?.message == "This address accepts a form: application/x-www-form-urlencoded or multipart/form-data.")
        #expect(error?.headers[.accept] == "application/x-www-form-urlencoded, multipart/form-data")
    }

    @Test(arguments: [
        ("text/html", "text/html"), ("Text/HTML; charset=utf-8", "text/html"), (" text/html ;q=1", "text/html"),
        ("application/x-www-form-urlencoded", "application/x-www-form-urlencoded"), ("", nil), (" ; a", nil),
        (nil, nil),
    ])
    func `a media type is known however it is written`(field: String?, type: String?) {
        #expect(MediaType.of(field) == type)
    }

    private func form(_ body: String) -> Request {
        Request(
            method: .post, target: "/", headers: [.contentType: "application/x-www-form-urlencoded"],
            body: RequestBody(ByteBuffer(string: body)))
    }
}
