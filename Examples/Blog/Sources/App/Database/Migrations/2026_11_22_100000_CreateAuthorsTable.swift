import Ashlar

struct CreateAuthorsTable: Migration {
    func up(_ schema: Schema) async throws {
        try await schema.create("authors") {
            $0.id()
            $0.string("name").unique()
            $0.text("bio").nullable()
            $0.timestamps()
        }
    }

    func down(_ schema: Schema) async throws {
        try await schema.drop("authors")
    }
}
