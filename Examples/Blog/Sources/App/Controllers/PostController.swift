import Ashlar
import Foundation

@Controller
struct PostController {
    func index(page: Int = 1) async throws -> View {
        let posts = try await Post.published
            .with { [$0.author, $0.comments] }
            .order { $0.publishedAt.desc }
            .paginate(page, perPage: 5)
        return View("posts.index", ["posts": posts])
    }

    func show(post: Post) async throws -> View {
        _ = try await (post.author, post.comments)
        return View("posts.show", ["post": post])
    }

    func create() -> View {
        View("posts.create", ["draft": PostDraft(), "errors": [String: String]()])
    }

    func store(form: Form) async throws -> any ResponseConvertible {
        let draft = PostDraft(form)
        guard draft.errors.isEmpty else {
            return View("posts.create", ["draft": draft, "errors": draft.errors], status: .unprocessableContent)
        }
        let post = try await Database.required().transaction {
            try await Post.create(
                title: draft.title, body: draft.body, publishedAt: draft.isPublished ? Date() : nil,
                authorID: try await author(named: draft.author).requireID())
        }
        return Redirect.route("posts.show", post).flash("Saved.")
    }

    func edit(post: Post) async throws -> View {
        let draft = try await PostDraft(
            title: post.title, body: post.body, author: post.author.name, isPublished: post.publishedAt != nil)
        return View("posts.edit", ["post": post, "draft": draft, "errors": [String: String]()])
    }

    func update(post: Post, form: Form) async throws -> any ResponseConvertible {
        let draft = PostDraft(form)
        guard draft.errors.isEmpty else {
            return View(
                "posts.edit", ["post": post, "draft": draft, "errors": draft.errors], status: .unprocessableContent)
        }
        var post = post
        post.title = draft.title
        post.body = draft.body
        post.publishedAt = draft.isPublished ? post.publishedAt ?? Date() : nil
        post.authorID = try await author(named: draft.author).requireID()
        try await post.save()
        return Redirect.route("posts.show", post).flash("Saved.")
    }

    func destroy(post: Post) async throws -> Redirect {
        try await post.delete()
        return .route("posts.index").flash("Deleted.")
    }

    /// The latest posts as JSON.
    func feed(limit: Int = 20) async throws -> [Post] {
        try await Post.published.with { [$0.author] }.order { $0.publishedAt.desc }.limit(min(max(limit, 0), 100)).all()
    }

    private func author(named name: String) async throws -> Author {
        if let author = try await Author.where({ $0.name == name }).first() { return author }
        return try await Author.create(name: name)
    }
}
