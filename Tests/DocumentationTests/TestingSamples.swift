import Ashlar
import AshlarTesting
import NIOCore
import Testing

// The samples of testing.md and configuration.md that need no run: what they ask for belongs to no app.

let pixel: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

func requests(_ app: TestApp) async throws {
    try await app.get("/books?page=2").assertOk()
    try await app.post("/books", form: ["title": "Notes"]).assertRedirect()
    try await app.patch("/api/books/7", json: ["title": "Notes"]).assertNoContent()
    let cover = UploadedFile(named: "cover.png", bytes: ByteBuffer(bytes: pixel), fieldName: "cover")
    try await app.post("/books", form: ["title": "Notes"], files: [cover]).assertCreated()
    try await app.send(.put, "/notes/7", body: "text", contentType: "text/plain").assertOk()
}

func answers(_ app: TestApp) async throws {
    try await app.withSession { session in try session.set("reader", "Ada") }
    try await app.post("/loans", form: ["book": ""])
        .assertRedirect(toPath: "/loans/new")
        .assertSession("reader", "Ada").assertSessionHasErrors("book").assertSessionMissing("loan")
    try await app.json.get("/api/loans").assertSuccessful()
        .assertJSON(count: 2, at: "data").assertJSON(path: "data.0.reader", "Ada")
        .assertJSON(structure: ["data.*.id", "data.*.book.title", "total"])
        .assertJSON(["total": 2])
    try await app.get("/loans").assertView("loans.index").assertViewHas("count", 2)
        .assertSeeInOrder("Ada", "Bob").assertHeader(.cacheControl, "private, no-cache").assertCookie("theme", "dark")
}

func total(_ lines: [Int]) throws -> Int {
    dump(lines, name: "lines")
    if lines.isEmpty { try dd("no lines", lines) }
    return lines.reduce(0, +)
}

struct LendingSettings: Settings {
    static let keys = ["days", "reminders.subject"]
    let days: Int
    let subject: String

    init(_ config: Config) throws {
        days = try config.value("lending.days") ?? 14
        subject = config.string("lending.reminders.subject") ?? "Your books are due"
    }
}

struct LendingLibrary: Application {
    let settings: [any Settings.Type] = [LendingSettings.self]

    func routes(_ routes: Routes) { routes.get("/terms", TermsController.show) }
}

@Controller
struct TermsController {
    let settings: LendingSettings

    func show() -> String { "\(settings.days) days" }
}
