import Testing

@testable import AshlarTerminal

@Suite struct LineBufferTests {
    private func type(_ text: String, into buffer: inout LineBuffer) {
        for character in text { _ = buffer.handle(.character(character)) }
    }

    @Test(
        arguments: [
            ([.left, .left, .left, .left, .character("x")] as [LineBuffer.Key], "Postx.all"),
            ([.backspace, .backspace], "Post.a"),
            ([.home, .delete], "ost.all"), ([.home, .end, .character("!")], "Post.all!"), ([.left, .cut], "Post.al"),
            ([.left, .clear], "l"), ([.word], "Post."), ([.word, .word], ""), ([.home, .backspace, .left], "Post.all"),
            ([.endOfInput], "Post.all"), ([.left, .endOfInput], "Post.al"), ([.right, .delete], "Post.all"),
        ])
    func `keys change the line`(keys: [LineBuffer.Key], text: String) {
        var buffer = LineBuffer(history: []) { _ in [] }
        type("Post.all", into: &buffer)
        for key in keys { #expect(buffer.handle(key) == .going) }
        #expect(String(buffer.text) == text)
    }

    @Test func `arrows go through the lines before, and come back to what was typed`() {
        var buffer = LineBuffer(history: ["one", "two"]) { _ in [] }
        type("thr", into: &buffer)
        for (key, text) in [
            (LineBuffer.Key.up, "two"), (.up, "one"), (.up, "one"), (.down, "two"), (.down, "thr"), (.down, "thr"),
        ] {
            _ = buffer.handle(key)
            #expect(String(buffer.text) == text)
        }
        #expect(buffer.handle(.enter) == .done("thr"))
    }

    @Test func `the tabulator completes what it can, and shows the rest`() {
        let words = ["posts", "postcard", "author"]
        var buffer = LineBuffer(history: []) { typed in words.filter { $0.hasPrefix(typed) } }
        type("x.au", into: &buffer)
        #expect(buffer.handle(.tab) == .going)
        #expect(String(buffer.text) == "x.author")
        type(" p", into: &buffer)
        #expect(buffer.handle(.tab) == .going)
        #expect(String(buffer.text) == "x.author post")
        #expect(buffer.handle(.tab) == .choices(["postcard", "posts"]))
        type(" ", into: &buffer)
        #expect(buffer.handle(.tab) == .going)
    }

    @Test func `a line is given up, and the input ends where it is empty`() {
        var buffer = LineBuffer(history: []) { _ in [] }
        #expect(buffer.handle(.endOfInput) == .ended)
        #expect(buffer.handle(.interrupt) == .cancelled)
    }
}
