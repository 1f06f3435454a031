public import AshlarSupport

/// A part of a query's result that does not know how many there are in all.
public struct SimplePage<Item: Sendable>: Sendable {
    /// The items on this page.
    public let items: [Item]
    /// The number of this page, counted from 1.
    public let page: Int
    /// How many items a page has at most.
    public let perPage: Int
    /// Whether there is a page after this one.
    public let hasNext: Bool

    /// A page.
    public init(items: [Item], page: Int, perPage: Int, hasNext: Bool) {
        self.items = items
        self.page = page
        self.perPage = perPage
        self.hasNext = hasNext
    }

    /// Whether there is a page before this one.
    public var hasPrevious: Bool { page > 1 }
    /// The number of the page before, or nil on the first.
    public var previousPage: Int? { hasPrevious ? page - 1 : nil }
    /// The number of the page after, or nil on the last.
    public var nextPage: Int? { hasNext ? page + 1 : nil }

    /// The same page with its items changed one by one.
    public func map<Other: Sendable>(_ transform: (Item) throws -> Other) rethrows -> SimplePage<Other> {
        SimplePage<Other>(items: try items.map(transform), page: page, perPage: perPage, hasNext: hasNext)
    }
}

extension SimplePage: RandomAccessCollection {
    /// The place of the first item.
    public var startIndex: Int { items.startIndex }
    /// The place behind the last item.
    public var endIndex: Int { items.endIndex }
    /// An item by its place on this page.
    public subscript(position: Int) -> Item { items[position] }
}

extension SimplePage: Encodable where Item: Encodable {
    private enum CodingKeys: String, CodingKey { case items, page, perPage, hasNext }

    /// Items, page, perPage and hasNext.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(items, forKey: .items)
        try container.encode(page, forKey: .page)
        try container.encode(perPage, forKey: .perPage)
        try container.encode(hasNext, forKey: .hasNext)
    }
}

extension SimplePage: MemberReadable {
    /// What templates can read of a page.
    public static var memberNames: [String] {
        ["items", "page", "perPage", "hasPrevious", "hasNext", "previousPage", "nextPage"]
    }

    /// A member by its name.
    public func member(named name: String) throws -> any Sendable {
        switch name {
        case "items": items
        case "page": page
        case "perPage": perPage
        case "hasPrevious": hasPrevious
        case "hasNext": hasNext
        case "previousPage": previousPage
        case "nextPage": nextPage
        default: throw MemberError.unknown
        }
    }
}
