import AshlarHTTP
import AshlarSupport
import HTTPTypes
import Synchronization
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

    @Test func `a cookie that does not open is noted in the app's log without its value (Masonite trap 27)`() {
        let notices = Mutex<[String]>([])
        let app = RequestApp(ClosureResponder { _ in Response() }, json: FoundationJSON.standard) { notice in
            notices.withLock { $0.append(notice) }
        }
        let request = Request(target: "/", headers: [.cookie: "a=forged; b=cookie:b=1"]).began(app)
        #expect(request.cookies.open("b", with: Stamp()) == "1")
        #expect(request.cookies.open("c", with: Stamp()) == nil)
        #expect(notices.withLock { $0.isEmpty })
        #expect(request.cookies.open("a", with: Stamp()) == nil)
        #expect(
            notices.withLock { $0 } == [
                "The cookie a could not be opened: it was changed on its way, or sealed by a key that is not known any more. "
                    + "It counts as absent."
            ])
    }
}
