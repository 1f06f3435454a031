// Written by craft client generate: changes are lost when it is written anew.
// swift-format-ignore-file
public import Foundation

/// `Boat` of the API.
public struct Boat: Codable, Hashable, Sendable {
    /// `id`
    public var id: Int
    /// `name`
    public var name: String
    /// `length`
    public var length: Double
    /// `kind`
    public var kind: BoatKind
    /// `berth`
    public var berth: Berth?
    /// `launchedOn`
    public var launchedOn: Date?
    /// `price`
    public var price: Double?
    /// `tags`
    public var tags: [String]
    /// `key`
    public var key: UUID?
    /// `site`
    public var site: URL?
    /// `lastSeen`
    public var lastSeen: [String: Date]

    /// Makes one.
    public init(id: Int, name: String, length: Double, kind: BoatKind, berth: Berth? = nil, launchedOn: Date? = nil, price: Double? = nil, tags: [String], key: UUID? = nil, site: URL? = nil, lastSeen: [String: Date]) {
        self.id = id
        self.name = name
        self.length = length
        self.kind = kind
        self.berth = berth
        self.launchedOn = launchedOn
        self.price = price
        self.tags = tags
        self.key = key
        self.site = site
        self.lastSeen = lastSeen
    }
}

/// `BoatKind` of the API.
public enum BoatKind: String, Codable, CaseIterable, Hashable, Sendable {
    case sail
    case motor
    case rowBoat = "row-boat"
}

/// `Berth` of the API.
public struct Berth: Codable, Hashable, Sendable {
    /// `pier`
    public var pier: String
    /// `number`
    public var number: Int

    /// Makes one.
    public init(pier: String, number: Int) {
        self.pier = pier
        self.number = number
    }
}

/// `PageLinks` of the API.
public struct PageLinks: Codable, Hashable, Sendable {
    /// `first`
    public var first: String?
    /// `last`
    public var last: String?
    /// `prev`
    public var prev: String?
    /// `next`
    public var next: String?

    /// Makes one.
    public init(first: String?, last: String?, prev: String?, next: String?) {
        self.first = first
        self.last = last
        self.prev = prev
        self.next = next
    }

    private enum CodingKeys: String, CodingKey {
        case first
        case last
        case prev
        case next
    }

    /// Writes it: what has to be there is, also as null.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(first, forKey: .first)
        try container.encode(last, forKey: .last)
        try container.encode(prev, forKey: .prev)
        try container.encode(next, forKey: .next)
    }
}

/// `BoatInput` of the API.
public struct BoatInput: Codable, Hashable, Sendable {
    /// What is painted on its bow.
    public var name: String
    /// `length`
    public var length: Double
    /// `kind`
    public var kind: BoatKind?
    /// `berth`
    public var berth: BerthInput?
    /// `launchedOn`
    public var launchedOn: Date?
    /// `price`
    public var price: Decimal?
    /// `tags`
    public var tags: [String]?
    /// `key`
    public var key: UUID?
    /// `site`
    public var site: URL?

    /// Makes one.
    public init(name: String, length: Double, kind: BoatKind? = nil, berth: BerthInput? = nil, launchedOn: Date? = nil, price: Decimal? = nil, tags: [String]? = nil, key: UUID? = nil, site: URL? = nil) {
        self.name = name
        self.length = length
        self.kind = kind
        self.berth = berth
        self.launchedOn = launchedOn
        self.price = price
        self.tags = tags
        self.key = key
        self.site = site
    }
}

/// `BerthInput` of the API.
public struct BerthInput: Codable, Hashable, Sendable {
    /// `pier`
    public var pier: String
    /// `number`
    public var number: Int

    /// Makes one.
    public init(pier: String, number: Int) {
        self.pier = pier
        self.number = number
    }
}

/// `BoatConflict` of the API.
public struct BoatConflict: Codable, Hashable, Sendable {
    /// `name`
    public var name: String
    /// `takenBy`
    public var takenBy: Int

    /// Makes one.
    public init(name: String, takenBy: Int) {
        self.name = name
        self.takenBy = takenBy
    }
}

/// `Voyage` of the API.
public struct Voyage: Codable, Hashable, Sendable {
    /// `boat`
    public var boat: Int
    /// `harbour`
    public var harbour: String

    /// Makes one.
    public init(boat: Int, harbour: String) {
        self.boat = boat
        self.harbour = harbour
    }
}

/// `BoatQueue` of the API.
public struct BoatQueue: Codable, Hashable, Sendable {
    /// `place`
    public var place: Int

    /// Makes one.
    public init(place: Int) {
        self.place = place
    }
}

/// `UnknownBoat` of the API.
public struct UnknownBoat: Codable, Hashable, Sendable {
    /// `wanted`
    public var wanted: Int

    /// Makes one.
    public init(wanted: Int) {
        self.wanted = wanted
    }
}

/// `BoatSighting` of the API.
public struct BoatSighting: Codable, Hashable, Sendable {
    /// `boat`
    public var boat: Int
    /// `at`
    public var at: Date

    /// Makes one.
    public init(boat: Int, at: Date) {
        self.boat = boat
        self.at = at
    }
}

/// `BoatsIndexKindsItem` of the API.
public enum BoatsIndexKindsItem: String, Codable, CaseIterable, Hashable, Sendable {
    case sail
    case motor
    case rowBoat = "row-boat"
}

/// `BoatsIndexAnswer` of the API.
public struct BoatsIndexAnswer: Codable, Hashable, Sendable {
    /// `items`
    public var items: [Boat]
    /// `total`
    public var total: Int
    /// `page`
    public var page: Int
    /// `perPage`
    public var perPage: Int
    /// `lastPage`
    public var lastPage: Int
    /// `links`
    public var links: PageLinks?

    /// Makes one.
    public init(items: [Boat], total: Int, page: Int, perPage: Int, lastPage: Int, links: PageLinks? = nil) {
        self.items = items
        self.total = total
        self.page = page
        self.perPage = perPage
        self.lastPage = lastPage
        self.links = links
    }
}

/// `BoatsPictureBody` of the API.
public struct BoatsPictureBody: APIFormValue, Hashable, Sendable {
    /// `file`
    public var file: APIFile
    /// `title`
    public var title: String

    /// Makes one.
    public init(file: APIFile, title: String) {
        self.file = file
        self.title = title
    }

    /// Adds its fields.
    public func write(to form: inout APIForm, as name: String) throws {
        form.addFile("file", of: name, self.file)
        try form.add("title", of: name, self.title)
    }
}
