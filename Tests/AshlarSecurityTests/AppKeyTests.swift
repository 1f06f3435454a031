import AshlarSecurity
import Foundation
import Testing

@Suite struct AppKeyTests {
    private static func base64(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }

    @Test func `a key is read as it is written, with its prefix and without`() throws {
        let key = AppKey.random()
        #expect(try AppKey(key.base64) == key)
        #expect(try AppKey(String(key.base64.dropFirst("base64:".count))) == key)
    }

    @Test(arguments: [
        (nil, "APP_KEY is not set"), ("", "APP_KEY is not set"), ("secret", "APP_KEY can be guessed"),
        ("changeme", "APP_KEY can be guessed"), ("not base64!", "APP_KEY is not base64"),
        (base64([UInt8](repeating: 7, count: 16)), "APP_KEY has 16 bytes; it takes 32 or more."),
        (base64([UInt8](repeating: 0, count: 32)), "APP_KEY can be guessed"),
        (base64((0..<32).map { UInt8($0) }), "APP_KEY can be guessed"),
        (base64(Array("an app key that somebody typed in".utf8)), "APP_KEY can be guessed"),
        ("base64:7i0Vd0kXgX5bD2vIYkC6cJb9m3hJ1wT9m1M0k2u4V3c=", "APP_KEY can be guessed"),
    ])
    func `a key that protects nothing is refused`(text: String?, message: String) {
        let error = #expect(throws: AppKeyError.self) { try AppKey(text) }
        #expect(error?.message.hasPrefix(message) == true, "\(error?.message ?? "")")
        #expect(error?.suggestion?.contains("craft key generate") == true)
    }

    @Test func `the error says what to do`() {
        let error = #expect(throws: AppKeyError.self) { try KeyRing(current: nil) }
        #expect(
            error?.description == """
                APP_KEY is not set: cookies, sessions and signed URLs need a secret of this app.
                  Run `./craft key generate`, which writes one to .env; in production set APP_KEY in the environment.
                """)
    }

    @Test func `a key does not print`() {
        let key = AppKey.random()
        var dumped = ""
        dump(key, to: &dumped)
        #expect("\(key)" == "AppKey(***)" && String(reflecting: key) == "AppKey(***)")
        #expect("\(KeyRing(current: key))".contains("AppKey(***)"))
        #expect(!dumped.contains("SymmetricKey"))
    }

    @Test func `a ring is read from text`() throws {
        let (new, old, older) = (AppKey.random(), AppKey.random(), AppKey.random())
        let ring = try KeyRing(current: new.base64, previous: "\(old.base64), \(older.base64)")
        #expect(ring == KeyRing(current: new, previous: [old, older]))
        #expect(throws: AppKeyError.self) { try KeyRing(current: new.base64, previous: "short") }
    }
}
