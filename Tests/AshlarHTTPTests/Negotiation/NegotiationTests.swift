import AshlarHTTP
import HTTPTypes
import Testing

@Suite struct NegotiationTests {
    private func request(_ headers: HTTPFields) -> Request { Request(target: "/", headers: headers) }

    @Test(
        arguments: [
            (
                "text/*;q=0.3, text/plain;q=0.7, text/plain;format=flowed, text/plain;format=fixed;q=0.4, */*;q=0.5",
                ["text/html", "text/plain", "text/plain;format=fixed", "image/jpeg"], "text/plain"
            ),
            ("application/json", ["text/html", "application/json"], "application/json"),
            ("application/json;q=0.5, text/html;q=0.5", ["text/html", "application/json"], "text/html"),
            ("image/png", ["text/html"], nil), ("text/html;q=0, */*", ["text/html", "text/plain"], "text/plain"),
            ("*/*;q=0.1, TEXT/HTML", ["application/json", "text/html"], "text/html"), (",;q=1,", ["a/b"], "a/b"),
            ("text/html;q=nan", ["text/html"], nil),
        ] as [(String, [String], String?)])
    func `the type that is wanted most is found`(accept: String, types: [String], preferred: String?) {
        #expect(request([.accept: accept]).prefers(types: types) == preferred)
    }

    @Test func `who says nothing takes anything, the first first`() {
        #expect(request([:]).prefers(types: ["text/html", "application/json"]) == "text/html")
        #expect(request([:]).accepts("image/png"))
    }

    @Test(arguments: [
        ("application/json", nil, true), ("application/problem+json", nil, true), ("text/html,*/*;q=0.8", nil, false),
        ("text/html, application/json;q=0.9", nil, false), ("*/*", nil, false), ("*/*", "application/json", true),
        (nil, "application/json", true), (nil, nil, false), ("text/html", "application/json", false),
    ])
    func `who wants JSON is known`(accept: String?, contentType: String?, wantsJSON: Bool) {
        var headers = HTTPFields()
        headers[.accept] = accept
        headers[.contentType] = contentType
        #expect(request(headers).wantsJSON == wantsJSON)
    }

    @Test(
        arguments: [
            ("de-CH, en;q=0.8", ["en", "de"], "de"), ("fr, en;q=0.5", ["de", "en"], "en"), ("fr", ["de", "en"], nil),
            ("*", ["de", "en"], "de"), ("de;q=0, *", ["de", "en"], "en"), ("en", ["en-GB"], "en-GB"),
            ("zh-Hant-TW", ["zh-Hant", "zh"], "zh-Hant"), ("", ["en"], nil),
            ("en;q=0.1, de;q=0.9", ["en", "de"], "de"),
        ] as [(String, [String], String?)])
    func `the language that is wanted most is found`(accept: String, available: [String], language: String?) {
        #expect(request([.acceptLanguage: accept]).preferredLanguage(of: available) == language)
    }

    @Test(arguments: [
        ("Bearer abc", "abc"), ("bearer  abc", "abc"), ("Basic abc", nil), ("Bearer ", nil), ("Bearer a b", nil),
    ])
    func `a bearer token is read`(field: String, token: String?) {
        #expect(request([.authorization: field]).bearerToken == token)
    }
}
