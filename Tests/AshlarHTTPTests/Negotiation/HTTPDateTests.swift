import AshlarHTTP
import Foundation
import Testing

@Suite struct HTTPDateTests {
    @Test(arguments: [
        "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994",
    ])
    func `all three formats are read`(text: String) {
        #expect(HTTPDate.parse(text) == Date(timeIntervalSince1970: 784_111_777))
    }

    @Test(arguments: [0, 784_111_777, 951_827_696, 1_709_164_800, 4_102_444_799])
    func `what is written is read again`(second: Int) {
        #expect(HTTPDate.parse(HTTPDate.format(second: second)) == Date(timeIntervalSince1970: Double(second)))
    }

    @Test func `a leap day is one`() {
        #expect(HTTPDate.format(second: 951_827_696) == "Tue, 29 Feb 2000 12:34:56 GMT")
    }

    @Test(arguments: [
        "", "GMT", "Sun, 06 Nov 1994 08:49:37", "Sun, 06 Nov 1994 25:49:37 GMT", "Sun, 41 Nov 1994 08:49:37 GMT",
        "Sun, 06 Nov 99999999999999999999 08:49:37 GMT", "Sun, 06 Foo 1994 08:49:37 GMT", "a, b c d :: GMT",
    ])
    func `what is no date is nil`(text: String) {
        #expect(HTTPDate.parse(text) == nil)
    }
}
