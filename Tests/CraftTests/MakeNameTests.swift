import Testing

@testable import Craft

@Suite struct MakeNameTests {
    @Test(
        "gives type, file, route and view",
        arguments: [
            ("Post", "PostController", "PostController", "posts", "posts"),
            ("post", "PostController", "PostController", "posts", "posts"),
            ("PostController", "PostController", "PostController", "posts", "posts"),
            ("blog_category", "BlogCategoryController", "BlogCategoryController", "blog_categories", "blog_categories"),
            ("Admin/Post", "AdminPostController", "Admin/AdminPostController", "admin/posts", "admin.posts"),
            ("admin.person", "AdminPersonController", "Admin/AdminPersonController", "admin/people", "admin.people"),
            ("Controller", "ControllerController", "ControllerController", "controllers", "controllers"),
        ])
    func names(given: String, type: String, path: String, route: String, view: String) throws {
        let name = try MakeName(given, suffix: "Controller")
        #expect(name.type == type)
        #expect(name.path == path)
        #expect(name.plurals(separator: "/") == route)
        #expect(name.plurals(separator: ".") == view)
    }

    @Test(
        "refuses what is no name of a type", arguments: ["", "1post", "a b", "../x", "Admin//Post", "pöst", "x;y", "-"])
    func invalid(given: String) {
        #expect(
            message(of: { _ = try MakeName(given) }) == """
                "\(given)" cannot be the name of a type.
                Use letters, digits and _, beginning with a letter, with / between folders: Post, Admin/Post.
                """)
    }

    @Test func refusesANameOfAshlar() {
        #expect(
            message(of: { _ = try MakeName("view") }) == """
                View cannot be the name of a type: Swift or Ashlar has one of that name.
                Choose a name that says more, such as BlogView.
                """)
    }

    @Test(
        "guesses what a migration is for",
        arguments: [
            ("create_posts_table", MigrationPurpose.create(table: "posts")), ("CreatePosts", .create(table: "posts")),
            ("create_blog_posts_table", .create(table: "blog_posts")),
            ("add_slug_to_posts", .add(column: "slug", table: "posts")),
            ("add_published_at_to_blog_posts_table", .add(column: "published_at", table: "blog_posts")),
            ("AddColumnSlugToPosts", .add(column: "slug", table: "posts")),
            ("remove_slug_from_posts", .remove(column: "slug", table: "posts")),
            ("drop_slug_from_posts", .remove(column: "slug", table: "posts")), ("create_table", .other),
            ("add_to_posts", .other), ("add_slug_to", .other), ("rename_things", .other), ("", .other),
        ])
    func purpose(name: String, purpose: MigrationPurpose) { #expect(MigrationPurpose(name: name) == purpose) }
}
