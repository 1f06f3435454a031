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
        "refuses a name that would hide one of Swift, Foundation or Ashlar",
        arguments: [
            "Task", "Result", "Error", "Set", "Character", "Data", "Date", "Form", "Request", "Response",
            "Query",
            "Event", "Listener", "Session", "Cookie", "Field", "Rule", "Test", "Sequence", "Duration",
            "Index",
        ])
    func taken(name: String) throws {
        #expect(message { _ = try MakeName(name) }.hasPrefix("\(name) cannot be the name of a type:"))
        // What is there already can still be taken away, and a controller of it hides nothing.
        #expect(try MakeName(name, isKnown: true).type == name)
        #expect(try MakeName(name, suffix: "Controller").type == "\(name)Controller")
    }

    @Test(
        "leaves what hides nothing that apps write",
        arguments: ["Comment", "Tag", "Note", "Answer", "Job", "Notification"])
    func free(name: String) throws { #expect(try MakeName(name).type == name) }

    @Test func aRowCannotBeCalledByAWordOfSwift() throws {
        let generator = try Workspace().generator()
        #expect(
            message { _ = try generator.model("Class") } == """
                A row of Class would be called "class" in code, which is a word of Swift.
                Choose a name that says more, such as BlogClass.
                """)
        for name in ["Package", "Actor", "Lesson"] {
            #expect(try generator.model(name).path.hasSuffix("\(name).swift"))
        }
    }

    @Test func aRowIsNotCalledByAHelperOfTemplates() throws {
        let generator = try Workspace().generator()
        let fields = try FieldList(parsing: ["title:string"])
        #expect(
            message { _ = try generator.scaffold("Asset", fields) } == """
                A row of Asset would be called "asset" in pages, which is a helper of templates.
                Choose a name that says more, such as BlogAsset, or leave out the pages with --api.
                """)
        #expect(message { _ = try generator.controller("Asset", .api, fields: fields) }.isEmpty)
    }

    @Test func severalRowsHaveAnotherNameThanOne() {
        #expect(ServedModel.several("post") == "posts")
        #expect(ServedModel.several("media") == "allMedia")
        #expect(ServedModel.several("blogNews") == "allBlogNews")
    }

    /// What generators and macros write must not be hidden by what they are asked for.
    @Test func whateverStubsAndMacrosWriteIsTaken() throws {
        let framework = Workspace.framework
        func words(below folder: String, _ pattern: Regex<(Substring, Substring)>) throws -> Set<String> {
            try Files.list(below: "\(framework)/\(folder)").reduce(into: []) { words, file in
                guard file.hasSuffix(".swift") || file.hasSuffix(".stub") else { return }
                for match in try Files.text("\(framework)/\(folder)/\(file)").matches(of: pattern) {
                    words.insert(String(match.1))
                }
            }
        }
        let declared = try words(
            below: "Sources",
            /(?m)^(?:@\w+(?:\([^)]*\))? )*public (?:final |indirect )*(?:struct|class|enum|protocol|actor|typealias) ([A-Z]\w*)/
        )
        let written = try words(below: "stubs", /\b([A-Z]\w*)\b/).union(
            try words(below: "Sources/AshlarMacros", /\b([A-Z]\w*)\b/))
        let open = declared.intersection(written).filter { !ReservedNames.isTaken($0) }
        #expect(open.isEmpty, "\(open.sorted())")
        #expect(declared.count > 300)
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
