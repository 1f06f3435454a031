import AshlarHTTP
import Foundation
import Testing

@testable import Ashlar

@Model struct AgreedPaper {
    var id: Int?
    var title: String
    var body: String
    var state: String
    var score: Int
    var mood: String?
    var note: String?
}

enum PaperState: String, CaseIterable { case draft, gone }
enum PaperMood: String, CaseIterable { case glad, angry }

@Input struct AgreedPaperInput {
    @Rule(.length(1...300)) var title: String
    var body: String?
    var state: PaperState = .draft
    @Rule(.between(0...5)) var score: Int
    var mood: PaperMood?
    @Rule(.maxLength(40)) var note: String?
    var other: Int?
}

@Input struct NarrowPaper {
    @Rule(.length(1...200)) var title: String
    @Rule(.isIn("draft")) var state: String
    @Rule(.min(1), .lessThan(5)) var score: Int
}

@Controller struct AgreedPaperController {
    func store(input: AgreedPaperInput) -> NoContent { NoContent() }
    func update(paper: AgreedPaper, input: NarrowPaper) -> NoContent { NoContent() }
}

/// What inputs let through, beside what the database takes.
@Suite struct InputAgreementTests {
    @Test func `each value that the database would refuse is named, with what the column takes`() async throws {
        try await withTestDatabase { url in
            let database = Database(configuration: .init(url: url), logger: Logger(label: "test"))
            try await database.execute("create type mood as enum ('glad', 'sad')")
            try await database.execute(
                """
                create table agreed_papers (id bigint generated always as identity primary key, title varchar(200) not null,
                    body text not null, state varchar(9) not null default 'draft' check (state in ('draft', 'live')),
                    score int not null check (score >= 1 and score <= 5), mood mood,
                    note text check (char_length(note) <= 30), check (score > 7 or title = 'x'))
                """)
            let routes = Routes()
            routes.post("/papers", AgreedPaperController.store)
            routes.put("/papers/{paper}", AgreedPaperController.update)
            let found = try await InputAgreement(database).differences(
                of: try RouteTable(routes), models: [AgreedPaper.self])
            await database.shutdown()
            #expect(
                found.map(\.description) == [
                    "AgreedPaperInput.title may have 300 characters, and agreed_papers.title takes 200: .length(...200).",
                    "AgreedPaperInput.body may be missing, and agreed_papers.body must not be null.",
                    #"AgreedPaperInput.state may be "gone", and agreed_papers.state takes "draft", "live"."#,
                    "AgreedPaperInput.score may be 0, and agreed_papers.score must be >= 1.",
                    #"AgreedPaperInput.mood may be "angry", and agreed_papers.mood takes "glad", "sad"."#,
                    "AgreedPaperInput.note may have 40 characters, and agreed_papers.note must have <= 30 characters.",
                ])
        }
    }

    @Test(
        arguments: [
            ("CHECK (score >= 1 AND score < 5)", ["must be >= 1", "must be < 5"]),
            ("CHECK (price > 0::numeric)", ["must be > 0"]), ("CHECK (delta >= '-5'::integer)", ["must be >= -5"]),
            ("CHECK (length(title::text) >= 3)", ["must have >= 3 characters"]),
            (
                "CHECK (kind::text = ANY (ARRAY['a'::character varying, 'b''c'::character varying]::text[]))",
                ["takes \"a\", \"b'c\""]
            ),
            ("CHECK (score > 1 OR score < 0)", []), ("CHECK (starts_at < ends_at)", []),
        ])
    func `checks are understood as far as they are plain`(definition: String, texts: [String]) {
        #expect(ColumnCheckRule.all(in: definition, of: "papers").map(\.text) == texts)
    }
}
