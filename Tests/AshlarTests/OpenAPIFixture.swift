import Ashlar
import Foundation

/// What one shelf holds.
@Input(unknown: .forbidden) struct ShelfInput {
    /// What is written on it.
    @Rule(.trim, .length(1...40), .pattern("[A-Z].*")) var name: String
    @Rule(.min(1), .max(9)) var rows: Int = 3
    @Rule(.email) var keeper: String?
    var kind: ShelfKind = .open
    @Rule(.count(...5), .distinct, .each(.slug)) var tags: [String] = []
    var place: ShelfPlace?
    var isLow: Bool
    var floor: ShelfFloor?
    var weight: Decimal?
    var builtOn: Date?
    var password: String?
}

enum ShelfKind: String, CaseIterable, Codable { case open, closed }
enum ShelfFloor: Int, CaseIterable { case ground = 0, first = 1 }

@Input struct ShelfPlace {
    var room: String
    var inner: ShelfSpot?
}

@Input struct ShelfSpot { var letter: String }

struct ShelfOut: Codable, Sendable {
    var id: UUID
    var name: String
    var kind: ShelfKind
    var builtOn: Date?
    var price: Decimal
    var parts: [ShelfOut]
    var labels: [String: Int]
}

@Model struct ShelvedBook {
    var id: Int?
    var title: String
    var pages: Int?
    var tags: [String]
    var createdAt: Date?
}

struct ShelfConflict: Codable { var reason: String }

@Controller struct ShelfController {
    /// All shelves. In the order of their names, a page at a time.
    ///
    /// - Parameters:
    ///   - page: which page, counted
    ///     from 1.
    ///   - kind: only those.
    func index(@Validated(.min(1)) page: Int = 1, kind: ShelfKind? = nil, tags: [String]) -> Page<ShelvedBook> {
        Page(items: [], total: 0, page: page, perPage: 20)
    }

    /// One shelf.
    func show(shelf: UUID, @FromHeader("X-Reader") reader: Int?, @FromCookie theme: String = "light") -> ShelfOut? {
        nil
    }

    func store(input: ShelfInput) -> Created<ShelfOut> {
        Created(
            ShelfOut(
                id: UUID(), name: input.name, kind: input.kind, builtOn: nil, price: 1, parts: [], labels: [:]))
    }
    func destroy(shelf: UUID) {}
    func cover(@FromForm(.image) file: UploadedFile, @FromForm title: String) -> NoContent { NoContent() }
    func book(book: ShelvedBook) -> ShelvedBook { book }
    func page() -> View { View("page") }
}

/// An API for documents and for those who try them.
let shelves: @Sendable (Routes) -> Void = { routes in
    routes.group("/api") {
        $0.get("/shelves", ShelfController.index).name("shelves.index")
        $0.get("/shelves/{shelf}", ShelfController.show).name("shelves.show")
        $0.post("/shelves", ShelfController.store).documented {
            $0.answers(.conflict, "There is one of that name.", ShelfConflict.self, example: ["reason": "taken"])
            $0.example = ["name": "A", "isLow": true]
        }
        $0.delete("/shelves/{shelf:uuid}", ShelfController.destroy).documented {
            $0.isDeprecated = true
            $0.security = []
        }
        $0.put("/shelves/{shelf}/cover", ShelfController.cover)
        $0.get("/books/{book}/{year:int(1900...2100)?}", ShelfController.book).defaults("year", "1900")
    }.documented { $0.security = [.bearer.scopes("shelves"), .apiKey(header: "X-Key")] }
    routes.get("/ping") { _ in "pong" }
    routes.get("/page", ShelfController.page)
    routes.get("/hidden") { _ in "" }.documented { $0.isHidden = true }
}
