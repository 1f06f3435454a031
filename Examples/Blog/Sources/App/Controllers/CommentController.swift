import Ashlar

@Controller
struct CommentController {
    let moderator: any Moderator

    func store(post: Post, form: Form) async throws -> Redirect {
        let body = try form.required("body")
        guard moderator.accepts(body) else {
            throw HTTPError(.unprocessableContent, "This comment is not welcome here.")
        }
        try await Comment.create(name: form.required("name"), body: body, postID: post.requireID())
        return .route("posts.show", post)
    }

    func destroy(comment: Comment) async throws -> Redirect {
        try await comment.delete()
        return .route("posts.show", comment.postID)
    }
}
