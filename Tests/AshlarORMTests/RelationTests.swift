import AshlarORM
import AshlarPostgres
import AshlarSupport
import Foundation
import Testing

@Suite struct RelationTests {
    private static let usersByKey =
        #"SELECT "users"."id", "users"."name" FROM "users" WHERE "users"."id" = ANY($1)"#
    private static let commentsByPost =
        #"SELECT "comments"."id", "comments"."body", "comments"."post_id", "comments"."writer_id" FROM "comments" "#
        + #"WHERE "comments"."post_id" = ANY($1) ORDER BY "comments"."id""#

    @Test("a belongs-to read on one model is loaded for all siblings in one statement")
    func lazyBelongsTo() async throws {
        try await withSchema(blog) { _ async throws in
            let posts = try await Post.order { $0.id.asc }.all()
            let (names, sql) = try await recording {
                var names: [String] = []
                for post in posts { names.append(try await post.author.name) }
                return names
            }
            #expect(names == ["Ada", "Grace", "Ada", "Ada"])
            #expect(sql == [Self.usersByKey])
        }
    }

    @Test("an optional belongs-to is nil where its key is, and costs nothing where all are")
    func optionalBelongsTo() async throws {
        try await withSchema(blog) { database async throws in
            let posts = try await Post.order { $0.id.asc }.all()
            let (names, sql) = try await recording {
                var names: [String?] = []
                for post in posts { names.append(try await post.editor?.name) }
                return names
            }
            #expect(names == [nil, "Ada", "Grace", nil])
            #expect(sql == [Self.usersByKey])
            let without = try await Post.where { $0.editorID == nil }.with { $0.editor }.all()
            let (_, none) = try await recording { try await without[0].editor }
            #expect(none.isEmpty)
            try await database.execute("UPDATE articles SET editor_id = 99 WHERE id = 1")
            #expect(try await Post.find(1).editor == nil)
        }
    }

    @Test("a has-many read on one model is loaded for all siblings in one statement")
    func lazyHasMany() async throws {
        try await withSchema(blog) { _ async throws in
            let posts = try await Post.order { $0.id.asc }.all()
            let (bodies, sql) = try await recording {
                var bodies: [[String]] = []
                for post in posts { bodies.append(try await post.comments.map(\.body)) }
                return bodies
            }
            #expect(bodies == [["one", "two"], [], ["three", "four"], ["five"]])
            #expect(sql == [Self.commentsByPost])
        }
    }

    @Test("lazy relations of loaded models are loaded for all of those, too")
    func lazyNested() async throws {
        try await withSchema(blog) { _ async throws in
            let posts = try await Post.order { $0.id.asc }.all()
            let (names, sql) = try await recording {
                var names: [String?] = []
                for post in posts {
                    for comment in try await post.comments { names.append(try await comment.author?.name) }
                }
                return names
            }
            #expect(names == ["Grace", nil, "Ada", "Grace", "Grace"])
            #expect(sql == [Self.commentsByPost, Self.usersByKey])
        }
    }

    @Test("tasks that read a relation of siblings at once share one statement")
    func concurrentReads() async throws {
        try await withSchema(blog) { _ async throws in
            let posts = try await Post.all()
            let (count, sql) = try await recording {
                try await withThrowingTaskGroup(of: Int.self) { group in
                    for post in posts + posts + posts { group.addTask { try await post.comments.count } }
                    return try await group.reduce(0, +)
                }
            }
            #expect(count == 15)
            #expect(sql == [Self.commentsByPost])
        }
    }

    @Test("a read that fails is tried again by the next, and by those that waited for it")
    func failedReads() async throws {
        try await withSchema(blog) { database async throws in
            let posts = try await Post.all()
            try await database.execute("ALTER TABLE comments RENAME TO hidden")
            await #expect(throws: PostgresError.self) { try await posts[0].comments }
            let failures = await withTaskGroup(of: Bool.self) { group in
                for post in posts { group.addTask { (try? await post.comments) == nil } }
                return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            #expect(failures == 4)
            try await database.execute("ALTER TABLE hidden RENAME TO comments")
            #expect(try await posts[0].comments.count == 2)
        }
    }

    @Test("a task that waits for another's read can be cancelled, and the other is not disturbed")
    func cancelledWait() async throws {
        try await withSchema(blog) { database in
            let posts = try await Post.order { $0.id.asc }.all()
            let other = try await database.transaction {
                try await database.execute("LOCK TABLE comments")
                // Detached, so that they are not part of the transaction, and have to wait for it.
                let other = Task.detached { try await posts[0].comments.count }
                let waiting = Task.detached { try await posts[1].comments.count }
                waiting.cancel()
                await #expect(throws: CancellationError.self) { try await waiting.value }
                return other
            }
            #expect(try await other.value == 2)
            #expect(try await posts[1].comments.isEmpty)
        }
    }

    @Test("a transaction does not wait for a read that may wait for its connection")
    func noDeadlock() async throws {
        try await withSchema(blog, connections: 1) { database in
            // Many times, since either task may be the first.
            for _ in 0..<50 {
                let posts = try await Post.order { $0.id.asc }.all()
                let (outside, inside) = try await database.transaction {
                    // It asks for the only connection, which is the transaction's.
                    let outside = Task.detached { try await posts[0].comments.count }
                    await Task.yield()
                    return (outside, try await posts[0].comments.count)
                }
                #expect(inside == 2)
                #expect(try await outside.value == 2)
            }
        }
    }

    @Test("tasks of one transaction share a read, too")
    func concurrentReadsInTransaction() async throws {
        try await withSchema(blog) { database async throws in
            let posts = try await Post.all()
            let (count, sql) = try await recording {
                try await database.transaction {
                    try await withThrowingTaskGroup(of: Int.self) { group in
                        for post in posts + posts { group.addTask { try await post.comments.count } }
                        return try await group.reduce(0, +)
                    }
                }
            }
            #expect(count == 10)
            #expect(sql == ["BEGIN", Self.commentsByPost, "COMMIT"])
        }
    }

    @Test("with loads relations along the paths, one statement each")
    func eager() async throws {
        try await withSchema(blog) { _ async throws in
            let (posts, sql) = try await recording {
                try await Post.order { $0.id.asc }
                    .with { [$0.author, $0.comments.author, $0.comments] }.with { $0.editor }.all()
            }
            #expect(sql.count == 5)
            #expect(sql.dropFirst() == [Self.usersByKey, Self.commentsByPost, Self.usersByKey, Self.usersByKey])
            let (read, more) = try await recording {
                (
                    try await posts[0].author.name, try await posts[2].comments[0].author?.name,
                    try await posts[2].editor?.name
                )
            }
            #expect(read == ("Ada", "Ada", "Grace"))
            #expect(more.isEmpty)
        }
    }

    @Test("with works for first, find and pages, and sends nothing for an empty result")
    func eagerElsewhere() async throws {
        try await withSchema(blog) { _ async throws in
            let query = Post.with { $0.comments }
            let (_, first) = try await recording { try await query.first() }
            #expect(first.count == 2)
            let (_, found) = try await recording { try await query.find(2) }
            #expect(found.count == 2)
            let (_, page) = try await recording { try await query.paginate() }
            #expect(page.count == 3)
            let (_, empty) = try await recording {
                try await query.where { $0.id == 99 }.with { $0.comments.author }.all()
            }
            #expect(empty.count == 1)
            let (_, childless) = try await recording { try await query.with { $0.comments.author }.find(2) }
            #expect(childless.count == 2)
        }
    }

    @Test("a changed foreign key reads the new model, and saving keeps what is loaded")
    func changedForeignKey() async throws {
        try await withSchema(blog) { _ async throws in
            var posts = try await Post.where { $0.authorID == 1 }.order { $0.id.asc }.with { [$0.author, $0.comments] }
                .all()
            posts[0].authorID = 2
            let (name, sql) = try await recording { try await posts[0].author.name }
            #expect(name == "Grace")
            #expect(sql == [Self.usersByKey])
            try await posts[0].save()
            let (again, none) = try await recording {
                (try await posts[0].author.name, try await posts[0].comments.count, try await posts[1].author.name)
            }
            #expect(again == ("Grace", 2, "Ada"))
            #expect(none.isEmpty)
            try await posts[0].refresh()
            let (_, after) = try await recording { try await posts[0].author }
            #expect(after.count == 1)
        }
    }

    @Test("a belongs-to of a model that was never saved is read alone; its has-many is empty")
    func unsaved() async throws {
        try await withSchema(blog) { _ async throws in
            let post = Post(title: "Draft", authorID: 2)
            #expect(try await post.author.name == "Grace")
            #expect(try await post.editor == nil)
            #expect(try await post.comments.isEmpty)
        }
    }

    @Test("the foreign key of a has-many is the named one, or that of the belongs-to that points back")
    func foreignKeys() async throws {
        try await withSchema(blog) { _ async throws in
            let users = try await User.order { $0.id.asc }.all()
            #expect(try await users[0].edited.map(\.id) == [2])
            let folders =
                "CREATE TABLE folders (id bigint primary key, name text not null, parent_id bigint);"
                + "INSERT INTO folders VALUES (1, 'root', NULL), (2, 'a', 1), (3, 'b', 1), (4, 'c', 2)"
            try await Database.required().executeScript(folders)
            let root = try await Folder.with { $0.children.children }.find(1)
            let (names, sql) = try await recording { try await root.children.first?.children.map(\.name) }
            #expect(names == ["c"])
            #expect(sql.isEmpty)
            #expect(try await Folder.find(4).parent?.name == "a")
        }
    }

    @Test("a has-many whose key cannot be found says which columns there are")
    func misconfigured() async throws {
        try await withSchema(blog) { _ async throws in
            let user = try await User.find(1)
            let error = try await thrown(RelationMisconfigured.self) { _ = try await user.posts }
            #expect(error.description == "User.posts: Post has no column \"user_id\".")
            #expect(error.suggestion?.contains("@HasMany(foreignKey: \"...\")") == true)
            #expect(error.suggestion?.contains("author_id") == true)
        }
    }

    @Test("a required belongs-to without its row names model, relation and key")
    func missing() async throws {
        try await withSchema(blog) { database async throws in
            try await database.execute("UPDATE articles SET author_id = 99 WHERE id = 2")
            let posts = try await Post.order { $0.id.asc }.with { $0.author }.all()
            #expect(try await posts[0].author.name == "Ada")
            let error = try await thrown(RelatedModelMissing.self) { _ = try await posts[1].author }
            #expect(error.description == "Post.author: there is no User with the key \"99\", which authorID names")
            #expect(error.suggestion?.hasPrefix("Declare it `author: User?`") == true)
            #expect(error.location?.file.hasSuffix("Fixtures.swift") == true)
        }
    }

    @Test("a lazy read within a transaction sees what the transaction wrote")
    func transactions() async throws {
        try await withSchema(blog) { database async throws in
            try await database.rollingBack {
                let user = try await User.create(name: "Inside")
                let post = try await Post.create(title: "T", authorID: try user.requireID())
                #expect(try await post.author.name == "Inside")
            }
            #expect(try await User.count() == 2)
        }
    }
}

@Model
struct Folder {
    var id: Int?
    var name: String
    @BelongsTo var parent: Folder?
    @HasMany var children: [Folder]
}
