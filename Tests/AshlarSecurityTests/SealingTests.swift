import AshlarSecurity
import AshlarSupport
import Testing

@Suite struct SealingTests {
    private static let key = AppKey.random()
    private static let ring = KeyRing(current: key)
    private static let sealers: [any TextSealing] = [Encrypter(keys: ring), Signer(keys: ring)]

    @Test(arguments: [0, 1], ["", "text", "é\u{0}\n", String(repeating: "long ", count: 1000)])
    func `what is sealed opens again`(index: Int, text: String) throws {
        let sealer = Self.sealers[index]
        let sealed = try sealer.seal(text, context: "c")
        #expect(sealer.open(sealed, context: "c") == text)
        #expect(sealed.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) })
    }

    @Test(arguments: [0, 1])
    func `another context, another key or any changed byte opens nothing`(index: Int) throws {
        let sealer = Self.sealers[index]
        let sealed = try sealer.seal("text", context: "c")
        #expect(sealer.open(sealed, context: "d") == nil)
        let other: [any TextSealing] = [
            Encrypter(keys: KeyRing(current: .random())), Signer(keys: KeyRing(current: .random())),
        ]
        #expect(other[index].open(sealed, context: "c") == nil)
        for position in sealed.indices {
            var changed = sealed
            changed.replaceSubrange(position...position, with: sealed[position] == "A" ? "B" : "A")
            #expect(sealer.open(changed, context: "c") == nil)
        }
        for text in ["", ".", "a", "!!!", String(sealed.dropLast()), sealed + "A", sealed + "é"] {
            #expect(sealer.open(text, context: "c") == nil)
        }
    }

    @Test func `after the key was changed, old texts still open and new ones are the new key's`() throws {
        let new = KeyRing(current: .random(), previous: [Self.key])
        let old = try Encrypter(keys: Self.ring).seal("a", context: "")
        #expect(Encrypter(keys: new).open(old, context: "") == "a")
        let fresh = try Encrypter(keys: new).seal("a", context: "")
        #expect(Encrypter(keys: Self.ring).open(fresh, context: "") == nil)
        #expect(Signer(keys: new).verify(Signer(keys: Self.ring).sign("a"), of: "a"))
        #expect(!Signer(keys: Self.ring).verify(Signer(keys: new).sign("a"), of: "a"))
    }

    @Test func `the same text is never encrypted to the same`() throws {
        let encrypter = Encrypter(keys: Self.ring)
        #expect(try encrypter.seal("a", context: "") != encrypter.seal("a", context: ""))
    }

    @Test func `a signature is of one text and one context`() {
        let signer = Signer(keys: Self.ring)
        #expect(signer.verify(signer.sign("bc", context: "a"), of: "bc", context: "a"))
        #expect(!signer.verify(signer.sign("bc", context: "a"), of: "c", context: "ab"))
        #expect(signer.sign("a").count == 43)
    }

    @Test func `the key of one purpose is not that of another`() throws {
        let sealed = try Signer(keys: Self.ring).seal("a", context: "")
        #expect(Encrypter(keys: Self.ring).open(sealed, context: "") == nil)
    }
}
