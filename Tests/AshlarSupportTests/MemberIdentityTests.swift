import AshlarSupport
import Testing

@Suite struct MemberIdentityTests {
    @Test func `the text of a key is made when it is asked for`() {
        var made = 0
        func text() -> String {
            made += 1
            return "7"
        }
        let identity = MemberIdentity(Int.self, key: 7, text: text())
        #expect(identity == MemberIdentity(Int.self, key: 7, text: "seven"))
        #expect(identity != MemberIdentity(String.self, key: 7, text: "7"))
        #expect(Set([identity]).contains(MemberIdentity(Int.self, key: 7, text: text())))
        #expect(made == 0)
        #expect(identity.description == "7" && made == 1)
    }
}
