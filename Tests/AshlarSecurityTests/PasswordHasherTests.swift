import AshlarSecurity
import Testing

@Suite struct PasswordHasherTests {
    private let hasher = PasswordHasher(cost: 6)
    private static let end = "$aM15713r3Xsvxbi31lqr1Q$nFNh2CVHVjNldFVKDHDlm4CbdRSCdEBsjjJxD+iCs5E"

    @Test func `a hash is of its text alone, and never twice the same`() async throws {
        let hash = try await hasher.hash("correct horse ü")
        #expect(hash.hasPrefix("$scrypt$ln=6,r=8,p=1$"))
        #expect(try await hasher.hash("correct horse ü") != hash)
        #expect(try await hasher.verify("correct horse ü", against: hash))
        #expect(try await hasher.verify("correct horse u", against: hash) == false)
        #expect(try await hasher.verify("", against: hash) == false)
        let empty = try await hasher.hash("")
        #expect(try await hasher.verify("", against: empty))
    }

    @Test func `hashes of other programs are understood`() async throws {
        // passlib's example: the password is "password".
        let hash = "$scrypt$ln=16,r=8,p=1" + Self.end
        #expect(try await hasher.verify("password", against: hash))
        #expect(try await hasher.verify("passwort", against: hash) == false)
    }

    @Test(arguments: [
        "", "password", "$scrypt$", "$scrypt$ln=6,r=8,p=1$", "$scrypt$ln=19,r=8,p=1" + end,
        "$scrypt$ln=18,r=16,p=1" + end, "$scrypt$ln=6,r=8,p=5" + end,
        "$scrypt$ln=99999999999999999999,r=8,p=1" + end,
        "$scrypt$ln=6,r=8,p=1$aM1$nFNh2CVHVjNldFVKDHDlm4CbdRSCdEBs",
        "$argon2id$v=19$m=64,t=1,p=1" + end,
    ])
    func `what is no hash, or would cost too much, opens nothing`(text: String) async throws {
        #expect(!hasher.isHash(text))
        #expect(try await hasher.verify("password", against: text) == false)
        #expect(hasher.needsRehash(text))
    }

    @Test func `a hash that was cheaper is made anew`() async throws {
        let hash = try await hasher.hash("a")
        #expect(hasher.isHash(hash) && !hasher.needsRehash(hash))
        #expect(PasswordHasher(cost: 7).needsRehash(hash))
        #expect(!PasswordHasher(cost: 5).needsRehash(hash))
        #expect(PasswordHasher(cost: 99).cost == 18 && PasswordHasher(cost: 0).cost == 1)
    }
}
