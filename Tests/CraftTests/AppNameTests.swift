import Testing

@testable import Craft

@Suite struct AppNameTests {
    @Test(
        "gives the type and the title of a valid name",
        arguments: [
            ("blog", "Blog", "Blog"), ("my-blog", "MyBlog", "My Blog"), ("my_shop2", "MyShop2", "My Shop2"),
            ("Forum", "Forum", "Forum"),
            // A type of that name would hide the module, or a type of Ashlar or Swift.
            ("app", "AppApp", "App"), ("application", "ApplicationApp", "Application"), ("view", "ViewApp", "View"),
            ("ash-lar", "AshLar", "Ash Lar"), ("string", "StringApp", "String"),
        ])
    func valid(name: String, type: String, title: String) throws {
        let appName = try AppName(name, packages: ["ashlar"])
        #expect(appName.type == type)
        #expect(appName.title == title)
    }

    @Test(
        "refuses a name that no folder, package or type can have",
        arguments: [
            "", "1blog", "-blog", "blog-", "my blog", "blög", "a/b", "blog.app", "..", "$x",
            String(repeating: "a", count: 41),
        ])
    func invalid(name: String) {
        #expect(
            message(of: { _ = try AppName(name, packages: []) }) == """
                "\(name)" cannot be the name of an app.
                Use letters, digits, - and _, beginning with a letter, at most 40: blog, my-shop, Forum2.
                """)
    }

    @Test func refusesAWordOfSwift() {
        #expect(
            message(of: { _ = try AppName("class", packages: []) }) == """
                "class" cannot be the name of an app: it is a word of Swift.
                Add to it: class-app
                """)
    }

    @Test func refusesTheNameOfAPackageItIsBuiltFrom() {
        #expect(
            message(of: { _ = try AppName("Swift-NIO", packages: ["swift-nio"]) }) == """
                "Swift-NIO" cannot be the name of an app: a package it is built from has that name.
                Add to it: Swift-NIO-app
                """)
    }
}
