import Ashlar

struct CreateCommentsTable: Migration {
    func up(_ schema: Schema) async throws {
        try await schema.create("comments") {
            $0.id()
            $0.string("name")
            $0.text("body")
            $0.references("posts", as: "post_id").onDelete(.cascade)
            $0.timestamps()
        }
    }

    func down(_ schema: Schema) async throws {
        try await schema.drop("comments")
    }
}
