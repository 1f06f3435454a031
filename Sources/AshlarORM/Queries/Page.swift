public import AshlarSupport

/// A part of a query's result, with what a pager needs to know.
///
/// A page is a collection of its items, so that `for post in page` works in Swift and in templates.
public struct Page<Item: Sendable>: Sendable {
    /// The items on this page.
    public let items: [Item]
    /// How many items all pages have together.
    public let total: Int
    /// The number of this page, counted from 1.
    public let page: Int
    /// How many items a page has at most.
    public let perPage: Int

    /// A page.
    public init(items: [Item], total: Int, page: Int, perPage: Int) {
        self.items = items
        self.total = total
        self.page = page
        self.perPage = perPage
    }

    /// The number of the last page; 1 if there are no items.
    public var lastPage: Int { Self.lastPage(total: total, perPage: perPage) }
    /// Whether there is a page before this one.
    public var hasPrevious: Bool { page > 1 }
    /// Whether there is a page after this one.
    public var hasNext: Bool { page < lastPage }
    /// The number of the page before, or nil on the first.
    public var previousPage: Int? { hasPrevious ? page - 1 : nil }
    /// The number of the page after, or nil on the last.
    public var nextPage: Int? { hasNext ? page + 1 : nil }

    static func lastPage(total: Int, perPage: Int) -> Int {
        Swift.max(1, (total - 1) / Swift.max(1, perPage) + 1)
    }

    /// The same page with its items changed one by one.
    public func map<Other: Sendable>(_ transform: (Item) throws -> Other) rethrows -> Page<Other> {
        Page<Other>(items: try items.map(transform), total: total, page: page, perPage: perPage)
    }
}

extension Page: RandomAccessCollection {
    /// The place of the first item.
    public var startIndex: Int { items.startIndex }
    /// The place behind the last item.
    public var endIndex: Int { items.endIndex }
    /// An item by its place on this page.
    public subscript(position: Int) -> Item { items[position] }
}

extension Page: Encodable where Item: Encodable {
    private enum CodingKeys: String, CodingKey { case items, total, page, perPage, lastPage }

    /// Items, total, page, perPage and lastPage.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(items, forKey: .items)
        try container.encode(total, forKey: .total)
        try container.encode(page, forKey: .page)
        try container.encode(perPage, forKey: .perPage)
        try container.encode(lastPage, forKey: .lastPage)
    }
}

extension Page: MemberReadable {
    /// What templates can read of a page.
    public static var memberNames: [String] {
        ["items", "total", "page", "perPage", "lastPage", "hasPrevious", "hasNext", "previousPage", "nextPage"]
    }

    /// A member by its name.
    public func member(named name: String) throws -> any Sendable {
        switch name {
        case "items": items
        case "total": total
        case "page": page
        case "perPage": perPage
        case "lastPage": lastPage
        case "hasPrevious": hasPrevious
        case "hasNext": hasNext
        case "previousPage": previousPage
        case "nextPage": nextPage
        default: throw MemberError.unknown
        }
    }
}

extension Query {
    /// One page of the models, and how many there are in all: two statements.
    ///
    /// Numbers that make no sense are moved to the nearest that do, since they come from URLs: page 0 is the first page, and
    /// a page behind the last is the last. Without an order the rows are ordered by key.
    ///
    /// - Parameters:
    ///   - page: the number of the page, counted from 1.
    ///   - perPage: how many items a page has at most, at least 1.
    ///   - file: the file of the call, for errors.
    ///   - line: the line of the call, for errors.
    public func paginate(
        _ page: Int = 1, perPage: Int = 15, file: String = #fileID, line: Int = #line
    ) async throws -> Page<M> {
        let perPage = max(1, perPage)
        let total = try await count(file: file, line: line)
        let page = min(max(1, page), Page<M>.lastPage(total: total, perPage: perPage))
        guard total > 0 else { return Page(items: [], total: 0, page: 1, perPage: perPage) }
        var query = self
        let skipped = (page - 1) * perPage
        query.orderings = decidedOrderings
        // A limit of the query's own bounds the last page.
        query.limit = min(perPage, total - skipped)
        query.offset = (offset ?? 0) + skipped
        return Page(items: try await query.all(file: file, line: line), total: total, page: page, perPage: perPage)
    }
}
