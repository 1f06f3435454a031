import ArgumentParser
import AshlarHTTP
import AshlarRouting
import Foundation
import NIOCore
import Testing

@testable import Ashlar

@Suite struct ConsoleTests {
    private func plan(
        _ app: any Application, in folder: AppFolder, _ body: (BootPlan) throws -> Void
    ) async throws {
        let config = try await Config.load(root: folder.path, variables: ["LOG_LEVEL": "critical"])
        try await BootPlan.forCommand(app, config: config) { try body($0) }
    }

    @Test func `conformance asks each route that can be asked, and says what an answer breaks`() async throws {
        let app = RoutesOnly { routes in
            routes.get("/") { _ in "home" }
            routes.get("/pages/{number:int?}") { _ in "a page" }
            routes.get("/posts/{id:int}") { _ in "a post" }
            routes.post("/posts") { _ in "made" }
            routes.get("/broken") { _ in
                Response(status: .noContent, headers: [.connection: "close"], body: .bytes(ByteBuffer(string: "x")))
            }
            routes.get("/short") { _ in Response(body: .stream(length: 9) { try await $0(ByteBuffer(string: "x")) }) }
            routes.get("/events") { _ in
                Response(
                    body: .stream(length: nil) { write in
                        while true {
                            try await write(ByteBuffer(string: "tick"))
                            try await Task.sleep(for: .milliseconds(20))
                        }
                    })
            }
            routes.fallback(Action.fixed("lost", name: "lost", views: [], file: #filePath, line: #line))
        }
        try await withKernel(app, in: AppFolder()) { kernel async throws in
            let survey = ConformanceSurvey(kernel, patience: .milliseconds(300))
            #expect(survey.targets == ["/", "/pages", "/broken", "/short", "/events"])
            #expect(survey.skipped == 1)
            #expect(await survey.results(of: "/").map(\.text) == ["GET /  200  ok", "HEAD /  200  ok"])
            #expect(await survey.results(of: "/posts/7").map(\.text).first == "GET /posts/7  200  ok")
            let broken = await survey.results(of: "/broken")
            #expect(broken.first?.violations.count == 2)
            #expect(broken.first?.text.contains("The field connection belongs to the connection") == true)
            let short = await survey.results(of: "/short")
            #expect(short.first?.text.contains("The body has 1 of the 9 bytes") == true)
            #expect(short.last?.violations == [])
            #expect(await survey.results(of: "/events").first?.text == "GET /events  200  ok so far, and goes on")
        }
    }

    @Test func `an option of migrate belongs to the word before it`() throws {
        let up = try #require(
            try AppCommand.parseAsRoot(["migrate", "--step", "2", "--pretend", "--seed"]) as? MigrateUp)
        #expect(up.step == 2 && up.pretend && up.seed)
        let batch = try #require(
            try AppCommand.parseAsRoot(["migrate", "rollback", "--batch", "2", "--pretend"]) as? MigrateRollback)
        #expect(batch.batch == 2 && batch.pretend)
        let step = try #require(try AppCommand.parseAsRoot(["migrate", "rollback", "--step", "3"]) as? MigrateRollback)
        #expect(step.step == 3 && !step.pretend)
        let reset = try #require(try AppCommand.parseAsRoot(["migrate", "reset", "--pretend"]) as? MigrateReset)
        #expect(reset.pretend)
        let fresh = try #require(try AppCommand.parseAsRoot(["migrate", "fresh", "--seed"]) as? MigrateFresh)
        #expect(fresh.seed)
    }

    @Test func `request understands what it is given`() async throws {
        let plain = try RequestCommand.parse(["/posts?page=2"]).request()
        #expect(plain.method == .get && plain.target == "/posts?page=2" && plain.headers[.accept] == "*/*")
        let form = try RequestCommand.parse([
            "put", "/posts/1", "--data", "title=Tea", "--header", "X-A: b:c", "-H", "X-D: e",
        ])
        .request()
        #expect(form.method == .put && form.headers[.contentType] == "application/x-www-form-urlencoded")
        #expect(form.headers.contains { $0.name.rawName == "X-A" && $0.value == "b:c" })
        #expect(form.headers.contains { $0.name.rawName == "X-D" && $0.value == "e" })
        #expect(try await form.form()["title"] == "Tea")
        let json = try RequestCommand.parse(["/posts", "--json", "{}"]).request()
        #expect(json.method == .post && json.headers[.accept] == "application/json")
        #expect(String(buffer: try await json.body.collect()) == "{}")
        let curl = try RequestCommand.parse(["-X", "patch", "/posts/1", "-d", "title=Tea"]).request()
        #expect(curl.method == .patch && curl.target == "/posts/1")
    }

    @Test func `request writes to a page's routes as a form of the app would, unless it says where it comes from`()
        async throws
    {
        let app = RoutesOnly { routes in
            routes.group(middleware: .web) { $0.post("/notes") { _ in "kept" } }
        }
        let key = Data((0..<32).map { _ in UInt8.random(in: 0...255) }).base64EncodedString()
        try await withKernel(app, in: AppFolder(), ["APP_KEY": key]) { kernel async throws in
            func status(_ arguments: [String]) async throws -> Int {
                try await kernel.respond(to: RequestCommand.parse(["-X", "POST", "/notes"] + arguments).request())
                    .status
                    .code
            }
            #expect(try await status(["-d", "text=Tea"]) == 200)
            #expect(try await status(["--json", "{}"]) == 200)
            #expect(try await status(["-d", "text=Tea", "--foreign"]) == 403)
            #expect(try await status(["-d", "text=Tea&_token=wrong"]) == 403)
            #expect(try await status(["-H", "X-CSRF-Token: wrong"]) == 403)
            #expect(try await status(["-H", "Origin: https://evil.example"]) == 403)
        }
    }

    @Test(arguments: [
        (["posts"], "Write the method and the path"), (["a", "b", "/c"], "Write the method and the path"),
        (["G T", "/"], "is no method of HTTP"), (["/", "--header", "none"], "is no header field"),
        (["/", "--data", "a", "--json", "b"], "not both"), (["-X", "PUT", "GET", "/"], "Give the method once"),
    ])
    func `request says what it does not understand`(arguments: [String], text: String) {
        let error = #expect(throws: (any Error).self) { try RequestCommand.parse(arguments) }
        #expect(error.map { RequestCommand.message(for: $0).contains(text) } == true)
    }

    @Test func `about knows the app`() async throws {
        try await plan(RoutesOnly(providers: [PrinterProvider.self]) { $0.get("/") { _ in "a" } }, in: AppFolder()) {
            let facts = try AboutCommand.facts(of: $0)
            let known = Dictionary(facts.map { ($0.name, $0.value) }) { $1 }
            #expect(known["Routes"] == "1" && known["Providers"] == "1" && known["Sessions"] == "cookie")
            #expect(known["Driver"] == "no database" && known["Log"] == "critical, text")
            let json = try AboutCommand.json([(name: "Swift", value: "6")] + facts)
            #expect(json.contains(#""swift":"6""#) && json.contains(#""debug_pages":"on""#))
        }
    }
}

@Suite struct MissingViewTests {
    @Test func `a missing view is said once, with all who show it`() async throws {
        let app = RoutesOnly { routes in
            routes.get("/a", ViewController.index)
            routes.get("/b", ViewController.index)
            routes.view("/c", "posts.indx")
        }
        await #expect {
            try await withKernel(app, in: try AppFolder(["views/posts/index.html": ""])) { _ in }
        } throws: { error in
            let text = "\(error)"
            return text.hasPrefix("The app has a mistake") && text.contains("Did you mean \"posts/index.html\"?")
                && text.contains("also shown by view posts.indx")
        }
    }
}
