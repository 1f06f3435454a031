import AshlarSecurity
import Testing

@Suite struct RandomTokenTests {
    @Test(arguments: [(16, 22), (32, 43), (1, 2), (0, 0), (33, 44)])
    func `a token has the length of its bytes`(byteCount: Int, length: Int) {
        #expect(RandomToken.make(byteCount: byteCount).count == length)
        #expect(RandomToken.bytes(byteCount).count == byteCount)
    }

    @Test func `no two are the same`() {
        #expect(Set((0..<1000).map { _ in RandomToken.make() }).count == 1000)
    }

    @Test func `base64 goes there and back, and has one text for a value`() {
        for count in 0..<70 {
            let bytes = RandomToken.bytes(count)
            #expect(Base64URL.decode(Base64URL.encode(bytes)) == bytes)
        }
        for text in ["A", "AB", "AA=", "A A", "é", "AAAAA"] { #expect(Base64URL.decode(text) == nil) }
        #expect(Base64URL.encode([0xFB, 0xFF]) == "-_8")
    }

    @Test(arguments: [("", "", true), ("a", "a", true), ("a", "b", false), ("a", "ab", false), ("ab", "aB", false)])
    func `secrets are compared`(left: String, right: String, isEqual: Bool) {
        #expect(ConstantTime.isEqual(left, right) == isEqual)
    }
}
