import Ashlar
import AshlarTesting
import Foundation
import Testing

@testable import App

@Suite struct PostTests {
    private func post(_ title: String = "Granite", by name: String = "Ada") async throws -> Post {
        let author = try await Author.create(name: name)
        return try await Post.create(
            title: title, body: "About \(title).", publishedAt: Date(), authorID: author.requireID())
    }

    @Test func theListShowsPublishedPostsWithTheirAuthors() async throws {
        try await withApp(Blog.self) { app in
            var draft = try await post("Slate", by: "Grace")
            draft.publishedAt = nil
            try await draft.save()
            _ = try await post()
            try await app.get("/").assertOk().assertSee("Granite").assertSee("Ada").assertDontSee("Slate")
        }
    }

    @Test func anEmptyListInvitesToWrite() async throws {
        try await withApp(Blog.self) { app in
            try await app.get("/posts").assertOk().assertSee("Nothing has been written yet")
        }
    }

    @Test func aPostIsShownWithItsComments() async throws {
        try await withApp(Blog.self) { app in
            let post = try await post()
            try await Comment.create(name: "Linus", body: "<b>Nice</b>", postID: post.requireID())
            try await app.get("/posts/\(post.requireID())").assertOk()
                .assertSee("About Granite.").assertSee("&lt;b&gt;Nice&lt;/b&gt;").assertSee("Linus")
        }
    }

    @Test(arguments: ["/posts/999999", "/posts/abc", "/posts/1.5", "/posts/99999999999999999999"])
    func aPostThatIsNotThereIsNotFound(target: String) async throws {
        try await withApp(Blog.self) { app in
            try await app.get(target).assertNotFound().assertSee("This page is not here")
        }
    }

    @Test func aFormBecomesAPost() async throws {
        try await withApp(Blog.self) { app in
            let form: KeyValuePairs = ["title": "Marble & more", "author": "Ada", "body": "White.", "isPublished": "1"]
            let response = try await app.post("/posts", form: form)
            let post = try #require(try await Post.where { $0.title == "Marble & more" }.first())
            try response.assertRedirect(to: "posts.show", post)
            #expect(try await post.author.name == "Ada")
            try await app.get("/").assertSee("Marble &amp; more")
        }
    }

    @Test func aWrongFormIsShownAgainWithWhatWasWritten() async throws {
        try await withApp(Blog.self) { app in
            try await app.post("/posts", form: ["title": "", "author": "Ada", "body": "Kept text"])
                .assertStatus(.unprocessableContent)
                .assertSee("A post needs a title.").assertSee("Kept text").assertSee("value=\"Ada\"")
            #expect(try await Post.count() == 0)
        }
    }

    @Test func aPostIsChangedAndDeletedThroughForms() async throws {
        try await withApp(Blog.self) { app in
            let id = try await post().requireID()
            try await app.get("/posts/\(id)/edit").assertOk().assertSee("value=\"Granite\"")
            try await app.post(
                "/posts/\(id)",
                form: ["_method": "PUT", "title": "Basalt", "author": "Ada", "body": "Dark.", "isPublished": "1"]
            ).assertRedirect(toPath: "/posts/\(id)")
            #expect(try await Post.find(id).title == "Basalt")
            try await app.post("/posts/\(id)", form: ["_method": "DELETE"]).assertRedirect(toPath: "/posts")
            #expect(try await Post.findOptional(id) == nil)
        }
    }

    @Test func theFeedIsJSON() async throws {
        try await withApp(Blog.self) { app in
            _ = try await post()
            try await app.json.get("/api/posts").assertOk()
                .assertHeader(.contentType, "application/json").assertSee("\"title\":\"Granite\"").assertSee("\"Ada\"")
        }
    }
}
