import AshlarSupport
import Testing

@Suite struct SuggestionTests {
    @Test(arguments: [("titel", "title"), ("autor", "author"), ("post.show", "posts.show"), ("x", nil), ("zebra", nil)])
    func `a slip of the fingers is recognised, another word is not`(word: String, expected: String?) {
        #expect(Suggestion.closest(to: word, in: ["title", "author", "posts.show"]) == expected)
    }

    @Test func `of one letter no other letter is near`() {
        #expect(Suggestion.closest(to: "c", in: ["_", "d", "cd"]) == "cd")
    }

    @Test func `the sentence is empty where nothing is near`() {
        #expect(Suggestion.closest(to: "posts.index", in: ["api.posts.index", "users.index"]) == "api.posts.index")
        #expect(Suggestion.closest(to: "index", in: ["posts.index", "users.index"]) == nil)
        #expect(Suggestion.sentence(for: "titel", in: ["title"]) == " Did you mean \"title\"?")
        #expect(Suggestion.sentence(for: "titel", in: ["body"]) == "")
    }
}
