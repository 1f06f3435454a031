public import AshlarHTTP
public import AshlarORM
public import AshlarRouting

/// A page as JSON has it: with the addresses of others.
struct PageEnvelope: Encodable {
    /// Paths with the request's query; nil where there is no such page, or none that is known.
    struct Links: Encodable {
        private(set) var first: String?
        private(set) var last: String?
        private(set) var prev: String?
        private(set) var next: String?

        init(page: Int, last: Int?, hasNext: Bool, for request: Request) {
            let addresses = PageAddresses(request, name: "page")
            first = addresses.address(of: 1)
            self.last = last.map(addresses.address(of:))
            if page > 1 { prev = addresses.address(of: page - 1) }
            if hasNext { next = addresses.address(of: page + 1) }
        }

        init(previous: String?, next: String?, for request: Request) {
            let addresses = PageAddresses(request, name: "cursor")
            first = addresses.address(nil)
            prev = previous.map { addresses.address($0) }
            self.next = next.map { addresses.address($0) }
        }

        private enum CodingKeys: String, CodingKey, CaseIterable { case first, last, prev, next }

        static let names = CodingKeys.allCases.map(\.rawValue)

        /// Nothing is written as null, so that all pages have the same members.
        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(first, forKey: .first)
            try container.encode(last, forKey: .last)
            try container.encode(prev, forKey: .prev)
            try container.encode(next, forKey: .next)
        }
    }

    private enum CodingKeys: String, CodingKey { case links }

    private let page: any LinkedPage
    private let links: Links

    init(_ page: any LinkedPage, for request: Request) {
        self.page = page
        links = page.links(for: request)
    }

    func encode(to encoder: any Encoder) throws {
        try page.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(links, forKey: .links)
    }

    /// A value as JSON; a page with the addresses of others.
    static func response(_ value: some Encodable, in context: ActionContext) throws -> Response {
        let bytes =
            if let page = value as? any LinkedPage {
                try context.json.encode(PageEnvelope(page, for: context.request))
            } else {
                try context.json.encode(value)
            }
        return Response(contentType: "application/json", bytes: bytes)
    }
}

/// A page that knows which others there are.
protocol LinkedPage: Encodable {
    func links(for request: Request) -> PageEnvelope.Links
}

extension Page: LinkedPage where Item: Encodable {
    func links(for request: Request) -> PageEnvelope.Links {
        PageEnvelope.Links(page: page, last: lastPage, hasNext: hasNext, for: request)
    }
}

extension SimplePage: LinkedPage where Item: Encodable {
    func links(for request: Request) -> PageEnvelope.Links {
        PageEnvelope.Links(page: page, last: nil, hasNext: hasNext, for: request)
    }
}

extension CursorPage: LinkedPage where Item: Encodable {
    func links(for request: Request) -> PageEnvelope.Links {
        PageEnvelope.Links(previous: previous, next: next, for: request)
    }
}

extension Page: ResponseConvertible, DescribedAnswer where Item: Encodable {
    /// JSON.
    public static var answer: AnswerDescription { AnswerDescription(bodies: [("application/json", Self.self)]) }

    /// JSON with `links`: the addresses of the first page, the last, and those beside this one, by the parameter `page`.
    public func response(in context: ActionContext) async throws -> Response {
        try PageEnvelope.response(self, in: context)
    }
}

extension SimplePage: ResponseConvertible, DescribedAnswer where Item: Encodable {
    /// JSON.
    public static var answer: AnswerDescription { AnswerDescription(bodies: [("application/json", Self.self)]) }

    /// JSON with `links`: the addresses of the first page and those beside this one, by the parameter `page`.
    public func response(in context: ActionContext) async throws -> Response {
        try PageEnvelope.response(self, in: context)
    }
}

extension CursorPage: ResponseConvertible, DescribedAnswer where Item: Encodable {
    /// JSON.
    public static var answer: AnswerDescription { AnswerDescription(bodies: [("application/json", Self.self)]) }

    /// JSON with `links`: the addresses of the first page and those beside this one, by the parameter `cursor`.
    public func response(in context: ActionContext) async throws -> Response {
        try PageEnvelope.response(self, in: context)
    }
}
