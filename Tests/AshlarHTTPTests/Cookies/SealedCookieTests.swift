import AshlarHTTP
import AshlarSupport
import HTTPTypes
import Testing

@Suite struct SealedCookieTests {
    /// Stands for a signer: it says what it was given.
    private struct Stamp: TextSealing {
        func seal(_ text: String, context: String) -> String { "\(context)=\(text)" }
        func open(_ sealed: String, context: String) -> String? {
            sealed.hasPrefix("\(context)=") ? String(sealed.dropFirst(context.utf8.count + 1)) : nil
        }
    }

    @Test func `a cookie is sealed for its name, and another's value is absent`() throws {
        var response = Response(text: "x")
        try response.setCookie(Cookie("a", "1"), sealedBy: Stamp())
        #expect(response.headers[.setCookie]?.hasPrefix("a=cookie:a=1; ") == true)
        let cookies = RequestCookies(fields: ["a=forged; a=cookie:a=1; b=cookie:a=1"])
        #expect(cookies.open("a", with: Stamp()) == "1")
        #expect(cookies.open("b", with: Stamp()) == nil)
        #expect(cookies.open("c", with: Stamp()) == nil)
    }
}
