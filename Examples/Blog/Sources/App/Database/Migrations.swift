import Ashlar

/// Every change of the schema, oldest first. `craft make migration` adds a line.
let allMigrations: [any Migration.Type] = [
    CreateAuthorsTable.self,
    CreatePostsTable.self,
    CreateCommentsTable.self,
    // craft:migrations
]
