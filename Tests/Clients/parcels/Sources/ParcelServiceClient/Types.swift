// Written by craft client generate: changes are lost when it is written anew.
// swift-format-ignore-file
public import Foundation

/// `Parcel` of the API.
public struct Parcel: Codable, Hashable, Sendable {
    /// `id`
    public var id: String
    /// `contents`
    public var contents: Contents
    /// `parent`
    @APIIndirect public var parent: Parcel?
    /// `previous`
    @APIIndirect public var previous: Parcel?
    /// `self`
    public var selfValue: URL
    /// `sent_at`
    public var sentAt: Date
    /// `due`
    public var due: APIDay?
    /// `seal`
    public var seal: Data?
    /// `2d-code`
    public var _2dCode: String?
    /// `status`
    public var status: Status?
    /// `notes`
    public var notes: APIValue?

    /// Makes one.
    public init(id: String, contents: Contents, parent: Parcel?, previous: Parcel? = nil, selfValue: URL, sentAt: Date, due: APIDay? = nil, seal: Data? = nil, _2dCode: String? = nil, status: Status? = nil, notes: APIValue? = nil) {
        self.id = id
        self.contents = contents
        self.parent = parent
        self.previous = previous
        self.selfValue = selfValue
        self.sentAt = sentAt
        self.due = due
        self.seal = seal
        self._2dCode = _2dCode
        self.status = status
        self.notes = notes
    }

    private enum CodingKeys: String, CodingKey {
        case id
        case contents
        case parent
        case previous
        case selfValue = "self"
        case sentAt = "sent_at"
        case due
        case seal
        case _2dCode = "2d-code"
        case status
        case notes
    }

    /// Writes it: what has to be there is, also as null.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(id, forKey: .id)
        try container.encode(contents, forKey: .contents)
        try container.encode(parent, forKey: .parent)
        try container.encodeIfPresent(previous, forKey: .previous)
        try container.encode(selfValue, forKey: .selfValue)
        try container.encode(sentAt, forKey: .sentAt)
        try container.encodeIfPresent(due, forKey: .due)
        try container.encodeIfPresent(seal, forKey: .seal)
        try container.encodeIfPresent(_2dCode, forKey: ._2dCode)
        try container.encodeIfPresent(status, forKey: .status)
        try container.encodeIfPresent(notes, forKey: .notes)
    }
}

/// `Status` of the API.
public enum Status: String, Codable, CaseIterable, Hashable, Sendable {
    case inTransit = "in-transit"
    case inTransit2 = "in_transit"
    case value = ""
    case _2ndTry = "2nd try"
    case `default`
}

/// `Task` of the API.
public struct Task: Codable, Hashable, Sendable {
    /// `name`
    public var name: String
    /// `step`
    public var step: Int

    /// Makes one.
    public init(name: String, step: Int) {
        self.name = name
        self.step = step
    }
}

/// `Base` of the API.
public struct Base: Codable, Hashable, Sendable {
    /// `name`
    public var name: String

    /// Makes one.
    public init(name: String) {
        self.name = name
    }
}

/// `ErrorModel` of the API.
public struct ErrorModel: Codable, Hashable, Sendable {
    /// `message`
    public var message: String

    /// Makes one.
    public init(message: String) {
        self.message = message
    }
}

/// `Patch` of the API.
public struct Patch: Codable, Hashable, Sendable {
    /// `weight`
    public var weight: Double?
    /// `size`
    public var size: PatchSize?

    /// Makes one.
    public init(weight: Double?, size: PatchSize? = nil) {
        self.weight = weight
        self.size = size
    }

    private enum CodingKeys: String, CodingKey {
        case weight
        case size
    }

    /// Writes it: what has to be there is, also as null.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(weight, forKey: .weight)
        try container.encodeIfPresent(size, forKey: .size)
    }
}

/// `PatchSize` of the API.
public indirect enum PatchSize: Codable, Hashable, Sendable {
    case string(String)
    case int(Int)
    case base(Base)

    /// Reads it.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let value = try? container.decode(String.self) {
            self = .string(value)
            return
        }
        if let value = try? container.decode(Int.self) {
            self = .int(value)
            return
        }
        self = .base(try container.decode(Base.self))
    }

    /// Writes it.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .string(let value): try container.encode(value)
        case .int(let value): try container.encode(value)
        case .base(let value): try container.encode(value)
        }
    }
}

/// `Contents` of the API.
public indirect enum Contents: Codable, Hashable, Sendable {
    case letter(Letter)
    case goods(Goods)
    case bundle(Bundle)

    /// Reads it.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: APIKey.self)
        switch try container.decode(String.self, forKey: "kind") {
        case "letter": self = .letter(try Letter(from: decoder))
        case "goods": self = .goods(try Goods(from: decoder))
        case "Bundle": self = .bundle(try Bundle(from: decoder))
        case let other:
            throw DecodingError.dataCorruptedError(forKey: "kind", in: container, debugDescription: "There is no \(other).")
        }
    }

    /// Writes it.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .letter(let value): try container.encode(value)
        case .goods(let value): try container.encode(value)
        case .bundle(let value): try container.encode(value)
        }
    }
}

/// `Letter` of the API.
public struct Letter: Codable, Hashable, Sendable {
    /// `kind`
    public var kind: LetterKind
    /// `pages`
    public var pages: Int

    /// Makes one.
    public init(kind: LetterKind = .letter, pages: Int) {
        self.kind = kind
        self.pages = pages
    }
}

/// `LetterKind` of the API.
public enum LetterKind: String, Codable, CaseIterable, Hashable, Sendable {
    case letter
}

/// `Goods` of the API.
public struct Goods: Codable, Hashable, Sendable {
    /// `kind`
    public var kind: GoodsKind
    /// `value`
    public var value: Decimal

    /// Makes one.
    public init(kind: GoodsKind = .goods, value: Decimal) {
        self.kind = kind
        self.value = value
    }
}

/// `GoodsKind` of the API.
public enum GoodsKind: String, Codable, CaseIterable, Hashable, Sendable {
    case goods
}

/// `Bundle` of the API.
public struct Bundle: Codable, Hashable, Sendable {
    /// `kind`
    public var kind: BundleKind
    /// `of`
    public var of: [Contents]

    /// Makes one.
    public init(kind: BundleKind = .bundle, of: [Contents]) {
        self.kind = kind
        self.of = of
    }
}

/// `BundleKind` of the API.
public enum BundleKind: String, Codable, CaseIterable, Hashable, Sendable {
    case bundle = "Bundle"
}

/// `GetParcelFilter` of the API.
public struct GetParcelFilter: Codable, Hashable, Sendable {
    /// `min_weight`
    public var minWeight: Double?
    /// `class`
    public var `class`: [String]?

    /// Makes one.
    public init(minWeight: Double? = nil, `class`: [String]? = nil) {
        self.minWeight = minWeight
        self.class = `class`
    }

    private enum CodingKeys: String, CodingKey {
        case minWeight = "min_weight"
        case `class`
    }
}

/// `SendBody` of the API.
public struct SendBody: APIFormValue, Hashable, Sendable {
    /// `label`
    public var label: APIFile
    /// `photos`
    public var photos: [APIFile]?
    /// `to`
    public var to: SendBodyTo
    /// `stops`
    public var stops: [SendBodyStopsItem]?

    /// Makes one.
    public init(label: APIFile, photos: [APIFile]? = nil, to: SendBodyTo, stops: [SendBodyStopsItem]? = nil) {
        self.label = label
        self.photos = photos
        self.to = to
        self.stops = stops
    }

    /// Adds its fields.
    public func write(to form: inout APIForm, as name: String) throws {
        form.addFile("label", of: name, self.label)
        form.addFiles("photos", of: name, self.photos)
        try form.add("to", of: name, self.to)
        try form.addForms("stops", of: name, self.stops)
    }
}

/// `SendBodyTo` of the API.
public struct SendBodyTo: Codable, Hashable, Sendable {
    /// `city`
    public var city: String
    /// `lines`
    public var lines: [String]?

    /// Makes one.
    public init(city: String, lines: [String]? = nil) {
        self.city = city
        self.lines = lines
    }
}

/// `SendBodyStopsItem` of the API.
public struct SendBodyStopsItem: APIFormValue, Hashable, Sendable {
    /// `map`
    public var map: APIFile?
    /// `on`
    public var on: APIDay?

    /// Makes one.
    public init(map: APIFile? = nil, on: APIDay? = nil) {
        self.map = map
        self.on = on
    }

    /// Adds its fields.
    public func write(to form: inout APIForm, as name: String) throws {
        form.addFile("map", of: name, self.map)
        try form.add("on", of: name, self.on)
    }
}

/// `SearchBody` of the API.
public struct SearchBody: Codable, APIFormValue, Hashable, Sendable {
    /// `q`
    public var q: String
    /// `sizes`
    public var sizes: [SearchBodySizesItem]?

    /// Makes one.
    public init(q: String, sizes: [SearchBodySizesItem]? = nil) {
        self.q = q
        self.sizes = sizes
    }

    /// Adds its fields.
    public func write(to form: inout APIForm, as name: String) throws {
        try form.add("q", of: name, self.q)
        try form.add("sizes", of: name, self.sizes)
    }
}

/// `SearchBodySizesItem` of the API.
public enum SearchBodySizesItem: Int, Codable, CaseIterable, Hashable, Sendable {
    case minus1 = -1
    case value0 = 0
    case value1 = 1
}
