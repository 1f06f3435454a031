import Ashlar

@Controller
struct AuthorController {
    func show(author: Author) async throws -> View {
        View("authors.show", ["author": author, "posts": try await author.posts])
    }
}
