import AshlarSupport
import Testing

@Suite struct FNV1aTests {
    // From the authors' test suite, which draft-eastlake-fnv prints.
    @Test(
        arguments: [
            ("", 0xCBF2_9CE4_8422_2325, 0x811C_9DC5), ("a", 0xAF63_DC4C_8601_EC8C, 0xE40C_292C),
            ("foobar", 0x8594_4171_F739_67E8, 0xBF9C_F968),
        ] as [(String, UInt64, UInt32)])
    func `texts have the hashes that were published`(text: String, long: UInt64, short: UInt32) {
        #expect(FNV1a.hash(text.utf8) == long)
        #expect(FNV1a.hash32(text.utf8) == short)
    }

    @Test func `a text may be hashed in pieces`() {
        #expect(FNV1a.hash("bar".utf8, behind: FNV1a.hash("foo".utf8)) == 0x8594_4171_F739_67E8)
    }

    @Test func `a hash has 16 digits`() {
        #expect(FNV1a.digits(of: "foobar") == "85944171f73967e8")
        #expect(FNV1a.digits(0xF) == "000000000000000f")
    }
}
