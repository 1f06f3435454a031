import Ashlar

struct CreatePostsTable: Migration {
    func up(_ schema: Schema) async throws {
        try await schema.create("posts") {
            $0.id()
            $0.string("title")
            $0.text("body")
            $0.timestamp("published_at").nullable().index()
            $0.references("authors", as: "author_id").onDelete(.cascade)
            $0.timestamps()
        }
    }

    func down(_ schema: Schema) async throws {
        try await schema.drop("posts")
    }
}
