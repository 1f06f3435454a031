public import AshlarSupport

/// A part of a query's result, and where the parts beside it begin.
///
/// A cursor holds the values of the row at the edge, so that a page shows no row twice and leaves none out, whatever is
/// written in the meantime, and the hundredth page is as fast as the first.
public struct CursorPage<Item: Sendable>: Sendable {
    /// The items on this page.
    public let items: [Item]
    /// How many items a page has at most.
    public let perPage: Int
    /// What leads to the page after this one, for a URL; nil on the last page.
    public let next: String?
    /// What leads to the page before this one, for a URL; nil on the first page.
    public let previous: String?

    /// A page.
    public init(items: [Item], perPage: Int, next: String?, previous: String?) {
        self.items = items
        self.perPage = perPage
        self.next = next
        self.previous = previous
    }

    /// The same page with its items changed one by one.
    public func map<Other: Sendable>(_ transform: (Item) throws -> Other) rethrows -> CursorPage<Other> {
        CursorPage<Other>(items: try items.map(transform), perPage: perPage, next: next, previous: previous)
    }
}

extension CursorPage: RandomAccessCollection {
    /// The place of the first item.
    public var startIndex: Int { items.startIndex }
    /// The place behind the last item.
    public var endIndex: Int { items.endIndex }
    /// An item by its place on this page.
    public subscript(position: Int) -> Item { items[position] }
}

extension CursorPage: Encodable where Item: Encodable {
    private enum CodingKeys: String, CodingKey { case items, perPage, next, previous }

    /// Items, perPage, next and previous.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(items, forKey: .items)
        try container.encode(perPage, forKey: .perPage)
        try container.encode(next, forKey: .next)
        try container.encode(previous, forKey: .previous)
    }
}

extension CursorPage: MemberReadable {
    /// What templates can read of a page.
    public static var memberNames: [String] { ["items", "perPage", "next", "previous"] }

    /// A member by its name.
    public func member(named name: String) throws -> any Sendable {
        switch name {
        case "items": items
        case "perPage": perPage
        case "next": next
        case "previous": previous
        default: throw MemberError.unknown
        }
    }
}
