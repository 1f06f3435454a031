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
