import AshlarSupport
import Testing

@Suite struct SourceExcerptTests {
    @Test func `the line in question is marked between its neighbours`() {
        let excerpt = SourceExcerpt(of: "one\ntwo\nthree\nfour\nfive", around: 3, context: 1)
        #expect(excerpt.text == "  2 | two\n> 3 | three\n  4 | four")
    }

    @Test(arguments: [0, -3, 99, Int.max - 10])
    func `a line that is not there gives no marked line`(line: Int) {
        #expect(SourceExcerpt(of: "one", around: line).lines.allSatisfy { !$0.isMarked })
    }
}
