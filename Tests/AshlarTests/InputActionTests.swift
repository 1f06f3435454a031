import Ashlar
import AshlarTesting
import Foundation
import Testing

@Input struct NoteInput {
    @Rule(.trim, .length(1...20)) var title: String
    @Rule(.min(1)) var count: Int = 1
    var password: String?
    @Rule(.count(...2)) var files: [UploadedFile] = []
    var isPublic: Bool = false

    static func authorize(_ context: InputContext) async throws -> Bool {
        (context.surroundings as? Request)?.headers[.authorization] != "nobody"
    }

    func check(_ errors: inout InputErrors) throws {
        if title == "taboo" { errors.add("title", "Not that word.") }
    }
}

@Input(unknown: .forbidden) struct NoteFilters {
    @Rule(.between(1...9)) var page: Int = 1
    var tags: [String] = []
}

@Input struct AgentFields {
    var userAgent: String?
    var xDepth: Int = 0
}

@Input struct AccountInput {
    @Rule(.email, .unique(\Account.email, ignoring: "account")) var email: String
    @Rule(.each(.exists(Account.self))) var friends: [Int] = []
    @Rule(.exists(\Account.email)) var inviter: String?
    @Rule(.unique(\Account.nick)) var nick: String?
}

@Model struct Account {
    var id: Int?
    var email: String
    var nick: String?
}

struct NoteOut: Encodable { let title: String }

@Controller struct InputNoteController {
    func store(input: NoteInput, dry: Bool = false) -> Created<NoteOut> {
        Created(NoteOut(title: "\(input.title) \(input.count) \(input.files.map(\.name)) \(input.isPublic) \(dry)"))
    }
    func form() -> View { View("note") }
    func list(filters: QueryInput<NoteFilters>) -> String { "\(filters.page) \(filters.tags)" }
    func search(input: NoteFilters, @Validated(.length(2...)) q: String) -> String { "\(q) \(input.page)" }
    func beside(filters: QueryInput<NoteFilters>, shelf: Int, words: [String], size: Int = 1) -> String {
        "\(filters.page) \(size) \(shelf) \(words)"
    }
    func named(input: NoteFilters, @FromForm name: String, size: Int = 1) -> String { "\(input.page) \(name)" }
    func agent(
        fields: HeaderInput<AgentFields>, @FromHeader("X-Key") key: Int?, @FromCookie theme: String = "light"
    ) -> String { "\(fields.userAgent ?? "") \(fields.xDepth) \(key ?? 0) \(theme)" }
    func upload(@FromForm(.maxBytes(3)) photo: UploadedFile, @FromForm name: String) -> String {
        "\(name) \(photo.size)"
    }
    func account(input: AccountInput) -> NoContent { NoContent() }
}

/// Typed inputs, from the request to the answer.
@Suite struct InputActionTests {
    private static let app = RoutesOnly { routes in
        routes.group(middleware: .web) {
            $0.post("/notes", InputNoteController.store)
            $0.get("/notes/new", InputNoteController.form)
        }
        routes.get("/notes", InputNoteController.list)
        routes.get("/search", InputNoteController.search)
        routes.get("/beside/{shelf}", InputNoteController.beside)
        routes.post("/beside", InputNoteController.named)
        routes.get("/agent", InputNoteController.agent)
        routes.post("/upload", InputNoteController.upload)
        routes.put("/accounts/{account}", InputNoteController.account)
    }

    private func withVisitor(_ variables: [String: String] = [:], _ body: (TestApp) async throws -> Void) async throws {
        let folder = try AppFolder([
            "views/note.html":
                "{{ old('title') }}|{{ old('password', 'none') }}|{% for m in errors.title %}{{ m }}{% endfor %}"
        ])
        let key = Data((0..<32).map { _ in UInt8.random(in: 0...255) }).base64EncodedString()
        try await withKernel(Self.app, in: folder, ["APP_KEY": key].merging(variables) { $1 }) { kernel async throws in
            try await body(TestApp(kernel: kernel))
        }
    }

    @Test func `an action gets the validated body, and answers with what it made`() async throws {
        try await withVisitor { app async throws in
            let made = try await app.json.send(
                .post, "/notes?dry=1", body: #"{"title": " Hi ", "count": 2}"#, contentType: "application/json")
            made.assertStatus(.created)
            #expect(made.text == #"{"title":"Hi 2 [] false true"}"#)
            try await app.post("/notes", form: ["title": "Hi", "count": "", "isPublic": "on"])
                .assertStatus(.created).assertSee("Hi 1 [] true false")
        }
    }

    @Test func `a program is told all errors with location, rule and value, in the shape that is set`() async throws {
        let body = #"{"title": "", "count": "x", "password": 1}"#
        try await withVisitor { app async throws in
            let answer = try await app.with(.accept, "application/problem+json").send(
                .post, "/notes?dry=perhaps", body: body, contentType: "application/json")
            answer.assertStatus(.unprocessableContent)
            #expect(answer.headers[.contentType] == "application/problem+json")
            #expect(
                answer.text
                    == #"{"detail":"4 values are wrong.","errors":[{"location":["body","title"],"message":"The title must have 1 to 20 characters.","parameters":{"max":"20","min":"1"},"rule":"length","value":""},{"location":["body","count"],"message":"The count must be a whole number.","parameters":{"type":"integer"},"rule":"type","value":"x"},{"location":["body","password"],"message":"The password must be text.","parameters":{"type":"text"},"rule":"type"},{"location":["query","dry"],"message":"The query parameter \"dry\" is not a valid Bool: \"perhaps\".","parameters":{"type":"Bool"},"rule":"type","value":"perhaps"}],"status":422,"title":"Unprocessable Content","type":"about:blank"}"#
            )
        }
        try await withVisitor { app async throws in
            let answer = try await app.json.send(
                .post, "/notes?dry=perhaps", body: body, contentType: "application/json")
            answer.assertStatus(.unprocessableContent)
            #expect(answer.headers[.contentType] == "application/json")
            #expect(
                answer.text
                    == #"{"errors":{"count":["The count must be a whole number."],"dry":["The query parameter \"dry\" is not a valid Bool: \"perhaps\"."],"password":["The password must be text."],"title":["The title must have 1 to 20 characters."]},"message":"4 values are wrong."}"#
            )
        }
        try await withVisitor(["JSON_ERRORS": "fastapi"]) { app async throws in
            let answer = try await app.json.send(
                .post, "/notes", body: #"{"title": "", "count": 1}"#, contentType: "application/json")
            #expect(
                answer.text
                    == #"{"detail":[{"input":"","loc":["body","title"],"msg":"The title must have 1 to 20 characters.","type":"length"}]}"#
            )
        }
    }

    @Test func `a browser goes back to its form with errors and what was typed, but never the password`() async throws {
        try await withVisitor { app async throws in
            let browser = app.with(.referer, "http://localhost/notes/new")
            try await browser.post("/notes", form: ["title": "a title that is far too long", "password": "sesame"])
                .assertRedirect(toPath: "/notes/new")
            let page = try await app.get("/notes/new").text
            #expect(page == "a title that is far too long|none|The title must have 1 to 20 characters.")
            try await browser.post("/notes", form: ["title": "taboo"]).assertRedirect(toPath: "/notes/new")
            try await app.get("/notes/new").assertSee("Not that word.")
            try await app.post("/notes", form: ["title": ""]).assertStatus(.unprocessableContent)
        }
    }

    @Test(arguments: [
        ("{", "application/json", 400), (#"{"title":"a","title":"b"}"#, "application/json", 400),
        (#"{"title":"\ud800"}"#, "application/json", 400), ("[]", "application/json", 422),
        (String(repeating: "[", count: 50_000), "application/json", 400), ("null", "application/json", 422),
        ("title=%zz", "application/x-www-form-urlencoded", 400),
        ("title=a%00", "application/x-www-form-urlencoded", 422),
        ("title=a&title[x]=b", "application/x-www-form-urlencoded", 400),
        (String(repeating: "a=1&", count: 20_000), "application/x-www-form-urlencoded", 400),
        ("<a/>", "text/xml", 415), (#"{"title":"a","count":1e999}"#, "application/json", 422),
        ("", "application/json", 400),
    ])
    func `what is malformed is 400, wrong 422, of another kind 415`(body: String, type: String, status: Int)
        async throws
    {
        try await withVisitor { app async throws in
            let answer = try await app.json.send(.post, "/notes", body: body, contentType: type)
            #expect(answer.status.code == status, "\(answer.text.prefix(300))")
            if status == 415 { #expect(answer.headers[.accept]?.contains("application/json") == true) }
        }
    }

    @Test func `whoever may not send an input is told so`() async throws {
        try await withVisitor { app async throws in
            try await app.with(.authorization, "nobody").post("/notes", form: ["title": "Hi"]).assertStatus(.forbidden)
        }
    }

    @Test func `queries, header fields, cookies and single fields are read by declaration`() async throws {
        try await withVisitor { app async throws in
            try await app.get("/notes?page=3&tags=a&tags=b").assertSee(#"3 ["a", "b"]"#)
            let program = app.with(.accept, "application/problem+json")
            try await program.get("/notes?pgae=3&page=0").assertStatus(.unprocessableContent)
                .assertSee(#"["query","page"]"#).assertSee("Did you mean \\\"page\\\"?")
            try await app.get("/search?q=ab&page=2").assertOk().assertSee("ab 2")
            try await program.get("/search?q=ab&p=2").assertStatus(.unprocessableContent).assertSee(#"["query","p"]"#)
            let beside = "/beside/7?page=2&tags=a&words[]=x&size=3"
            try await app.get(beside).assertOk().assertSee(#"2 3 7 ["x"]"#)
            // What the path gives has no place in the query.
            try await program.get(beside + "&shelf=1").assertStatus(.unprocessableContent)
                .assertSee(#"["query","shelf"]"#)
            let body = #"{"page": 2, "name": "Ada"}"#
            try await app.send(.post, "/beside", body: body, contentType: "application/json").assertSee("2 Ada")
            try await program.send(
                .post, "/beside?size=1", body: #"{"name": "Ada", "size": 1}"#, contentType: "application/json"
            )
            .assertStatus(.unprocessableContent).assertSee(#"["body","size"]"#)
            try await app.json.get("/search?q=a").assertStatus(.unprocessableContent)
                .assertSee("The q must have at least 2 characters.")
            let visitor = app.with(.userAgent, "curl").with(try #require(HTTPField.Name("X-Depth")), "4")
                .with(try #require(HTTPField.Name("X-Key")), "7")
            try await visitor.get("/agent").assertSee("curl 4 7 light")
            visitor.withCookie("theme", "dark")
            try await visitor.get("/agent").assertSee("curl 4 7 dark")
            try await program.with(try #require(HTTPField.Name("X-Key")), "x").get("/agent")
                .assertStatus(.unprocessableContent).assertSee(#"["header","X-Key"]"#)
        }
    }

    @Test func `files are read, and have rules`() async throws {
        func part(_ name: String, _ file: String, _ text: String) -> String {
            let disposition = "form-data; name=\"\(name)\"" + (file.isEmpty ? "" : "; filename=\"\(file)\"")
            return "--x\r\nContent-Disposition: \(disposition)\r\n\r\n\(text)\r\n"
        }
        try await withVisitor { app async throws in
            let type = "multipart/form-data; boundary=x"
            let good = part("name", "", "Ada") + part("photo", "a.txt", "abc") + "--x--\r\n"
            try await app.send(.post, "/upload", body: good, contentType: type).assertOk().assertSee("Ada 3")
            let large = part("photo", "a.txt", "abcd") + "--x--\r\n"
            try await app.json.send(.post, "/upload", body: large, contentType: type).assertStatus(
                .unprocessableContent
            )
            .assertSee("at most 3 bytes").assertSee("The name is required.")
            let two = part("title", "", "Hi") + part("files", "a", "1") + part("files", "b", "2") + "--x--\r\n"
            try await app.send(.post, "/notes", body: two, contentType: type).assertStatus(.created)
        }
    }

    @Test func `the database's rules ask once for each column, and leave out the record itself`() async throws {
        let name = "ashlar_test_\(UUID().uuidString.lowercased().replacing("-", with: "_"))"
        let url = try testDatabaseURL()
        let admin = Database(configuration: .init(url: url), logger: Logger(label: "test"))
        try await admin.execute("create database \(identifier: name)")
        let own = try #require(URLComponents(string: url)).replacingDatabase(with: name)
        let database = Database(configuration: .init(url: own), logger: Logger(label: "test"))
        do {
            try await Database.$current.withValue(database) {
                try await database.execute(
                    "create table accounts (id bigint primary key, email text not null, nick text)")
                try await database.execute("insert into accounts values (1, 'a@x.co', null), (2, 'b@x.co', 'bee')")
                let statements = StatementRecorder()
                let sent: SentValue = ["email": "a@x.co", "friends": [1, 2, 3, 1], "inviter": "c@x.co", "nick": "bee"]
                let errors = try await Database.recordingStatements(in: statements) {
                    do {
                        _ = try await AccountInput.validated(sent)
                        return [String]()
                    } catch let errors as InputErrors {
                        return errors.all.map { "\($0.field) \($0.rule)" }
                    }
                }
                #expect(errors == ["email unique", "friends.2 exists", "inviter exists", "nick unique"])
                #expect(statements.all.count == 3)
                let context = InputContext(parameters: ["account": "1"])
                #expect(try await AccountInput.validated(["email": "a@x.co"], context: context).friends == [])
            }
        } catch {
            Issue.record(error)
        }
        await database.shutdown()
        try await admin.execute("drop database \(identifier: name) with (force)")
        await admin.shutdown()
    }
}
