import Ashlar
import AshlarTesting
import Foundation
import Testing

@testable import App

@Suite struct CommentTests {
    private struct Strict: Moderator {
        func accepts(_ text: String) -> Bool { false }
    }

    private func post() async throws -> Int {
        let author = try await Author.create(name: "Ada")
        return try await Post.create(title: "Granite", body: "Hard.", publishedAt: Date(), authorID: author.requireID())
            .requireID()
    }

    @Test func aCommentIsAddedAndDeleted() async throws {
        try await withApp(Blog.self) { app in
            let id = try await post()
            try await app.post("/posts/\(id)/comments", form: ["name": "Linus", "body": "Nice"])
                .assertRedirect(toPath: "/posts/\(id)")
            let comment = try #require(try await Comment.first())
            #expect(comment.body == "Nice")
            try await app.post("/comments/\(comment.requireID())", form: ["_method": "DELETE"])
                .assertRedirect(toPath: "/posts/\(id)")
            #expect(try await Comment.count() == 0)
        }
    }

    @Test(arguments: [["name": "", "body": "x"], ["name": "x"], ["name": "x", "body": "Best CASINO!"]])
    func aCommentThatIsIncompleteOrUnwelcomeIsRefused(form: [String: String]) async throws {
        try await withApp(Blog.self) { app in
            let body = form.map { "\($0.key)=\(PercentEncoding.encode($0.value))" }.joined(separator: "&")
            try await app.send(
                .post, "/posts/\(post())/comments", body: body, contentType: "application/x-www-form-urlencoded"
            ).assertStatus(.unprocessableContent)
            #expect(try await Comment.count() == 0)
        }
    }

    @Test func theModeratorIsWhateverTheContainerHolds() async throws {
        func bindings(_ container: Container) { container.instance(Strict(), as: (any Moderator).self) }
        try await withApp(Blog.self, bindings: bindings) { app in
            try await app.post("/posts/\(post())/comments", form: ["name": "Linus", "body": "Nice"])
                .assertStatus(.unprocessableContent)
        }
    }
}
