import Ashlar
import Foundation
import NIOCore
import Testing

/// A package that extends the framework at each of its points.
private struct Feeds: Module {
    let providers: [any ServiceProvider.Type] = [FeedProvider.self]
    let templates = TemplateLibrary(
        filters: ["feed_date": TemplateFilter { value, _ in .string("on " + (try value.text())) }],
        globals: ["feed_icon": .string("◉")])

    func routes(_ routes: Routes) {
        routes.converter(PathConverter("year4") { $0.count == 4 && Int($0) != nil })
        routes.get("/archive/{year:year4}") { "archive \($0.pathParameters["year"] ?? "")" }.name("archive")
    }
}

private struct FeedProvider: ServiceProvider {
    func register(_ container: Container) {
        container.singleton(FeedSource.self) { _ in FeedSource(items: ["one", "two"]) }
    }
}

private struct FeedSource: Sendable { let items: [String] }

extension Routes {
    /// A directive: an Atom feed.
    @discardableResult
    fileprivate func feed(_ path: String, file: String = #filePath, line: Int = #line) -> Route {
        let location = SourceLocation(file: file, line: line)
        let action = Action(name: "feed \(path)", location: location) { context in
            let items = try context.resolver.resolve(FeedSource.self).items
            return .xml("<feed>" + items.map { "<entry>\($0)</entry>" }.joined() + "</feed>")
        }
        return get(path, action, file: file, line: line).middleware(FeedCache())
    }
}

private struct FeedCache: Middleware {
    func respond(to request: Request, next: any Responder) async throws -> Response {
        try await next.respond(to: request).withHeader(.cacheControl, "max-age=60")
    }
}

extension RoutePredicate {
    fileprivate static var reader: RoutePredicate {
        RoutePredicate("feed reader") { $0.headers[.userAgent]?.contains("Reader") == true }
    }
}

private struct OtherFeeds: Module {
    func routes(_ routes: Routes) { routes.converter(PathConverter("year4") { _ in true }) }
}

@Suite struct PluginTests {
    private func app(_ more: any Module...) -> ModularApp {
        var app = ModularApp(Feeds()) { routes in
            routes.feed("/feed").name("feed")
            routes.view("/news", "news")
            routes.get("/news") { _ in "for readers" }.when(.reader)
            routes.get("/years/{year:year4}") { "year \($0.pathParameters["year"] ?? "")" }
        }
        app.modules += more
        return app
    }

    private func folder() throws -> AppFolder {
        try AppFolder(["views/news.html": "{{ feed_icon }} {{ 'Monday' | feed_date }}"])
    }

    @Test func `a package adds directives, converters, predicates, middleware, filters and globals`() async throws {
        let folder = try folder()
        try await withKernel(app(), in: folder) { kernel async throws in
            let feed = try await kernel.send(.get, "/feed")
            #expect(feed.text == "<feed><entry>one</entry><entry>two</entry></feed>")
            #expect(feed.headers[.cacheControl] == "max-age=60")
            let entry = try #require(kernel.routes.entry(named: "feed"))
            #expect(entry.action.name == "feed /feed")
            #expect(entry.location.fileName == "PluginTests.swift")
            #expect(entry.middleware == ["FeedCache"])
            #expect(try await kernel.send(.get, "/news").text == "◉ on Monday")
            let request = Request(target: "/news", headers: [.userAgent: "Reader/1"])
            #expect(String(buffer: try await kernel.respond(to: request).body.collect()) == "for readers")
            #expect(try await kernel.send(.get, "/years/1999").text == "year 1999")
            #expect(try await kernel.send(.get, "/years/99").status == 404)
            #expect(try await kernel.send(.get, "/feeds/archive/2001").text == "archive 2001")
            #expect(try kernel.routes.urls.path(to: "feeds.archive", ["2001"]) == "/feeds/archive/2001")
        }
    }

    @Test func `two packages with a converter of one name are named, and the app decides`() async throws {
        let folder = try folder()
        let text = try await bootProblem(of: app(OtherFeeds()), in: folder)
        #expect(text.hasPrefix("The app has a mistake"))
        #expect(text.contains("Two modules bring a converter named \"year4\""))
        #expect(text.contains("OtherFeeds") && text.contains("PluginTests.swift:"))
        var settled = app(OtherFeeds())
        let declare = settled.declare
        settled.declare = { routes in
            declare(routes)
            routes.converter(PathConverter("year4") { $0.count == 2 })
        }
        try await withKernel(settled, in: folder) { kernel async throws in
            #expect(try await kernel.send(.get, "/years/99").text == "year 99")
        }
    }

    @Test func `what two directives claim is an error that names both callers`() async throws {
        let folder = try folder()
        var app = app()
        app.declare = { routes in
            routes.feed("/feed")
            routes.feed("/feed")
        }
        let text = try await bootProblem(of: app, in: folder)
        #expect(text.contains("Two routes answer GET /feed: feed /feed at "))
        #expect(text.components(separatedBy: "PluginTests.swift:").count == 3)
    }
}
