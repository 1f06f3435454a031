import Ashlar
import Foundation

@Model
struct Shelf {
    var id: Int?
    var name: String
    @HasMany var copies: [Copy]
    @HasOne(.latest) var newest: Copy?
    @BelongsToMany var topics: [Topic]
    @MorphMany var remarks: [Remark]
}

@Model
struct Copy {
    var id: Int?
    var isLent: Bool = false
    var votes: Int = 0
    @BelongsTo var shelf: Shelf
}

@Model
struct Topic {
    var id: Int?
    var name: String
    @BelongsToMany var shelves: [Shelf]
}

@Model
struct Remark {
    var id: Int?
    var text: String
    @MorphTo var remarkable: Remarkable
}

@Polymorphic
enum Remarkable {
    case shelf(Shelf)
    case copy(Copy)
}

func relationSamples() async throws {
    let shelves = try await Shelf.query().with { [$0.copies.shelf, $0.topics, $0.newest] }.all()
    let some = try await Shelf.query().with { $0.copies.where { $0.isLent == false }.latest().limit(3) }.all()
    let counted = try await Shelf.withCount { $0.copies }.all()
    let count = try await counted[0].copiesCount
    let votes = try await Shelf.query().with { [$0.copies.sum { $0.votes }, $0.copies.exists] }.all()
    let sum = try await votes[0].value { $0.copies.sum { $0.votes } }
    let used = try await Shelf.has(.atLeast(2)) { $0.copies.where { $0.isLent == true } }.all()
    let empty = try await Shelf.doesntHave { $0.copies }.all()
    _ = (shelves, some, count, sum, used, empty)
}

func handleSamples(_ shelf: Shelf) async throws {
    let copy = try await shelf.$copies.create { Copy(shelfID: $0) }
    try await shelf.$copies.attach([copy])
    let lent = try await shelf.$copies.where { $0.isLent == true }.count()
    try await shelf.$topics.attach(1, 2)
    try await shelf.$topics.detach(2)
    let changes = try await shelf.$topics.sync([1, 3])
    try await shelf.$topics.toggle([3])
    _ = (lent, changes)
}
