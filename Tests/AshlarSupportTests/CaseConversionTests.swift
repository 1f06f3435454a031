import AshlarSupport
import Testing

@Suite struct CaseConversionTests {
    @Test(arguments: [
        ("postComment", "post_comment"), ("PostComment", "post_comment"), ("authorID", "author_id"),
        ("HTMLPage", "html_page"), ("post-comment", "post_comment"), ("post comment", "post_comment"), ("id", "id"),
        ("address2", "address2"), ("", ""), ("_x_", "x"),
    ])
    func `names become snake case`(name: String, snake: String) {
        #expect(CaseConversion.snake(name) == snake)
    }

    @Test func `names become every other case`() {
        #expect(CaseConversion.pascal("post_comment") == "PostComment")
        #expect(CaseConversion.camel("Post-Comment") == "postComment")
        #expect(CaseConversion.kebab("PostComment") == "post-comment")
    }
}
