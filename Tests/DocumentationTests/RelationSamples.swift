import Ashlar
import Foundation

@Model
struct Branch {
    var id: Int?
    var name: String
    @HasMany var copies: [Copy]
    @HasOne(.latest) var newest: Copy?
    @BelongsToMany var topics: [Topic]
    @MorphMany var remarks: [Remark]
}

/// What of a branch is shown where somebody asks for it.
enum BranchPart: String, CaseIterable { case copies, topics }

@Controller
struct BranchListController {
    /// All branches; `?include=copies&include=topics` with what they have.
    func index(include: [BranchPart] = []) async throws -> [Branch] {
        var branches = Branch.query()
        if include.contains(.copies) { branches = branches.with { $0.copies } }
        if include.contains(.topics) { branches = branches.with { $0.topics } }
        return try await branches.all()
    }
}

@Model
struct Copy {
    var id: Int?
    var isLent: Bool = false
    var votes: Int = 0
    @BelongsTo var branch: Branch
}

@Model
struct Section {
    var id: Int?
    var name: String
    @BelongsTo var parent: Section?
    @HasMany(foreignKey: "parent_id") var children: [Section]
}

@Model
struct Topic {
    var id: Int?
    var name: String
    @BelongsToMany var branches: [Branch]
}

@Model
struct Remark {
    var id: Int?
    var text: String
    @MorphTo var remarkable: Remarkable
}

@Polymorphic
enum Remarkable {
    case branch(Branch)
    case copy(Copy)
}

func relationSamples() async throws {
    let branches = try await Branch.query().with { [$0.copies.branch, $0.topics, $0.newest] }.all()
    let some = try await Branch.query().with { $0.copies.where { $0.isLent == false }.latest().limit(3) }.all()
    let counted = try await Branch.withCount { $0.copies }.all()
    let count = try await counted[0].copiesCount
    let votes = try await Branch.query().with { [$0.copies.sum { $0.votes }, $0.copies.exists] }.all()
    let sum = try await votes[0].value { $0.copies.sum { $0.votes } }
    let used = try await Branch.has(.atLeast(2)) { $0.copies.where { $0.isLent == true } }.all()
    let empty = try await Branch.doesntHave { $0.copies }.all()
    let lending = try await Branch.withWhereHas({ $0.copies }, where: { $0.isLent == true }).all()
    let hers = try await Copy.whereBelongsTo(branches[0]).all()
    _ = (branches, some, count, sum, used, empty, lending, hers)
}

func handleSamples(_ branch: Branch) async throws {
    let copy = try await branch.$copies.create { Copy(branchID: $0) }
    try await branch.$copies.attach([copy])
    let lent = try await branch.$copies.where { $0.isLent == true }.count()
    let remark = try await branch.$remarks.create { Remark(text: "Torn", remarkableType: "branch", remarkableID: $0) }
    try await branch.$topics.attach(1, 2)
    try await branch.$topics.syncWithoutDetaching([2, 3])
    try await branch.$topics.detach(2)
    let changes = try await branch.$topics.sync([1, 3])
    try await branch.$topics.toggle([3])
    _ = (lent, changes, remark)
}
