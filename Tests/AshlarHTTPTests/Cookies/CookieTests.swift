import AshlarHTTP
import Foundation
import HTTPTypes
import Testing

@Suite struct CookieTests {
    @Test(arguments: [
        (Cookie("a", "1"), "a=1; Path=/; HttpOnly; SameSite=Lax"),
        (
            Cookie("__Host-id", "x", maxAge: .seconds(60), isSecure: true, sameSite: .strict, isPartitioned: true),
            "__Host-id=x; Max-Age=60; Path=/; Secure; HttpOnly; SameSite=Strict; Partitioned"
        ),
        (
            Cookie(
                "b", "", path: "/admin", domain: "example.com", expires: Date(timeIntervalSince1970: 784_111_777),
                isHTTPOnly: false, sameSite: nil),
            "b=; Expires=Sun, 06 Nov 1994 08:49:37 GMT; Domain=example.com; Path=/admin"
        ),
    ])
    func `a cookie is written with its attributes`(cookie: Cookie, text: String) throws {
        #expect(try cookie.serialized() == text)
    }

    @Test(arguments: [
        Cookie("", "1"), Cookie("a b", "1"), Cookie("a=b", "1"), Cookie("a", "x;y"), Cookie("a", "é"),
        Cookie("a", "x y"),
        Cookie("a", "1\r\nX: y"), Cookie("a", "1", path: "/;Domain=evil"), Cookie("a", "1", domain: "a\nb"),
        Cookie("__Host-a", "1"), Cookie("__Host-a", "1", path: "/x", isSecure: true),
        Cookie("__HOST-a", "1", domain: "example.com", isSecure: true), Cookie("__Secure-a", "1"),
        Cookie("a", "1", sameSite: SameSite.none), Cookie("a", "1", isPartitioned: true),
        Cookie("a", String(repeating: "x", count: 4096)),
    ])
    func `what a browser would refuse or misread is an error`(cookie: Cookie) {
        #expect(throws: CookieError.self) { try cookie.serialized() }
    }

    @Test func `a broken promise says which`() {
        let error = #expect(throws: CookieError.self) { try Cookie("__Host-a", "1").serialized() }
        #expect(
            error?.description == """
                The cookie __Host-a breaks the promise of __Host-: Secure, Path=/ and no Domain.
                  Browsers refuse it: set isSecure, leave path and domain as they are.
                """)
    }

    @Test(arguments: [
        ("a=1; b=2", ["a": "1", "b": "2"]), ("a=\"q\";b", ["a": "q"]), ("a=x=y; =1;; c=", ["a": "x=y", "c": ""]),
        (" a = 1 ; a=2", ["a": "1"]), ("", [:]), ("a=%20", ["a": "%20"]),
    ])
    func `cookies are read as they were sent`(field: String, cookies: [String: String]) {
        let parsed = RequestCookies(fields: [field])
        #expect(Set(parsed.names) == Set(cookies.keys))
        for (name, value) in cookies { #expect(parsed[name] == value) }
    }

    @Test func `several fields are one list`() {
        var headers = HTTPFields()
        headers[values: .cookie] = ["a=1", "b=2"]
        let request = Request(target: "/", headers: headers)
        #expect(request.cookies["b"] == "2")
        #expect(request.cookies["c"] == nil)
    }

    @Test func `setting a cookie again replaces it, another path is another cookie`() throws {
        var response = Response(text: "x")
        try response.setCookie(Cookie("a", "1"))
        try response.setCookie(Cookie("ab", "1"))
        try response.setCookie(Cookie("a", "2"))
        try response.setCookie(Cookie("a", "3", path: "/x"))
        let values = response.headers[values: .setCookie].map { $0.prefix { $0 != ";" } }
        #expect(values == ["ab=1", "a=2", "a=3"])
    }

    @Test func `a cookie is deleted under the rules of its name`() throws {
        var response = Response(text: "x")
        try response.deleteCookie("__Host-id")
        let field = try #require(response.headers[.setCookie])
        #expect(field.hasPrefix("__Host-id=; Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Path=/; Secure"))
    }
}
