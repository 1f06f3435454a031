import Ashlar
import Foundation

struct Preferences: Codable, Sendable, Equatable {
    var theme = "light"
}

struct CardID: RawRepresentable, ModelKey { let rawValue: UUID }

@Model
struct Card {
    @PrimaryKey(.uuidV7) var id: CardID?
    var holder: String
    var visits: Int = 0
    @JSON var preferences: Preferences = Preferences()
    @Encrypted var address: String?
    @Hidden var note: String = ""
    @Version var version: Int = 1
    var updatedAt: Date?
    @SoftDeletes var deletedAt: Date?
    @Appended var initial: String { String(holder.prefix(1)) }
}

func loanSamples(_ book: Book) async throws {
    var loan = try await Loan.create(reader: "Ada", bookID: book.requireID())
    loan.returnedAt = Date()
    try await loan.save()
    let found = try await Loan.find(loan.requireID())
    let perhaps = try await Loan.findOptional(0)
    _ = (found, perhaps)
}

func cardSamples(_ card: inout Card) async throws {
    try await card.increment { $0.visits }
    try await card.touch()
    try await card.refresh()
    let copy = card.replicate { $0.holder = "Grace" }
    let made = try await Card.where { $0.holder == "Ada" }.firstOrCreate(Card(holder: "Ada"))
    let changed = try await Card.where { $0.holder == "Ada" }.updateOrCreate(Card(holder: "Ada")) { $0.note = "seen" }
    let cards = try await Card.create([Card(holder: "A"), Card(holder: "B")])
    try await Card.upsert(cards, by: { [$0.id] }, updating: { [$0.holder] })
    _ = (copy, made, changed)
}

enum Board: String, PostgresCodable, Codable { case none, breakfast, full }

struct Price: Codable, Equatable { var cents: Int }

enum PriceCast: ModelCast {
    static func store(_ price: Price) throws -> Int { price.cents }
    static func load(_ stored: Int) throws -> Price { Price(cents: stored) }
}

@Model
struct Stay {
    var id: Int?
    var guest: String
    var board: Board = .none
    @Cast(PriceCast.self) var price: Price
    var nights: PostgresRange<PostgresDate>?
}

func staySamples() async throws {
    let february = PostgresRange(from: PostgresDate(year: 2026, month: 2, day: 1), upTo: PostgresDate("2026-03-01"))
    let cheap = try await Stay.where { $0.price == .init(Price(cents: 9900)) && $0.nights.overlaps(february) }.all()
    _ = cheap
}

func trashSamples(_ card: inout Card) async throws {
    try await card.delete()
    let gone = try await Card.onlyTrashed().all()
    try await card.restore()
    try await card.forceDelete()
    _ = gone
}

@Model
struct Notice {
    var id: Int?
    var text: String
    var isHidden: Bool = false

    static let visible = GlobalScope<Notice>("visible") { $0.isHidden == false }
    static var globalScopes: [GlobalScope<Notice>] { [visible] }
    static var short: Query<Notice> { Self.where { $0.text.like("_____") } }
}

func scopeSamples() async throws {
    let all = try await Notice.query().without(Notice.visible).all()
    _ = all
}

extension Notice: Prunable {
    static var prunable: Query<Notice> { query().without(visible).where { $0.isHidden == true } }
    func pruning() async throws { print("going: \(text)") }
}

struct NoticeObserver: ModelObserver {
    func creating(_ notice: inout Notice) async throws { notice.text += "." }
    func deleted(_ notice: Notice) async throws { print("gone: \(notice.text)") }
}

@Injectable
struct NoticeLedger: ModelObserver {
    let log: LendingLog

    func created(_ notice: Notice) async throws { log.open() }
}

struct NoticeProvider: ServiceProvider {
    func boot(_ resolver: Resolver) async throws { try resolver.observe(NoticeLedger.self) }
}

@Model
struct Member {
    var id: Int?
    @Hashed var password: String
}

func isHers(_ member: Member, _ password: String, _ hasher: PasswordHasher) async throws -> Bool {
    try await hasher.verify(password, against: member.password)
}

@Model
struct Membership {
    @PrimaryKey var groupID: Int
    @PrimaryKey var userID: Int
    var isOwner: Bool = false
}
