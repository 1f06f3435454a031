// Written by craft client generate: changes are lost when it is written anew.
// swift-format-ignore-file
import Foundation

/// How values are written and read.
enum APICoding {
    static var encoder: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.dateEncodingStrategy = .custom { date, encoder in
            var container = encoder.singleValueContainer()
            try container.encode(date.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true)))
        }
        return encoder
    }

    static var decoder: JSONDecoder {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .custom { decoder in
            let container = try decoder.singleValueContainer()
            let text = try container.decode(String.self)
            for style in dates { if let date = try? Date(text, strategy: style) { return date } }
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "\(text) is no date with a time.")
        }
        return decoder
    }

    private static let dates = [true, false].flatMap { hasFraction in
        [Date.ISO8601FormatStyle.TimeZoneSeparator.omitted, .colon].map {
            Date.ISO8601FormatStyle(timeZoneSeparator: $0, includingFractionalSeconds: hasFraction)
        }
    }

    /// A value as text, in a path or a cookie.
    static func text(of value: some Encodable) throws -> String {
        if let decimal = value as? Decimal { return "\(decimal)" }
        return try APIValue(value).text ?? ""
    }

    /// A value as fields of a query or a form: lists by a name for each element, objects with `name[key]`.
    static func fields(_ name: String, _ value: some Encodable) throws -> [(name: String, value: String)] {
        if let decimal = value as? Decimal { return [(name, "\(decimal)")] }
        var fields: [(name: String, value: String)] = []
        func add(_ name: String, _ value: APIValue) {
            switch value {
            case .null: break
            case .list(let values):
                let isFlat = values.allSatisfy { $0.text != nil }
                for (index, value) in values.enumerated() { add(isFlat ? name : "\(name)[\(index)]", value) }
            case .object(let members):
                for (key, value) in members.sorted(by: { $0.key < $1.key }) {
                    add(name.isEmpty ? key : "\(name)[\(key)]", value)
                }
            default: fields.append((name, value.text ?? ""))
            }
        }
        add(name, try APIValue(value))
        return fields
    }
}

/// Any JSON.
public enum APIValue: Codable, Hashable, Sendable {
    /// null
    case null
    /// true or false
    case bool(Bool)
    /// A whole number.
    case integer(Int)
    /// Another number.
    case number(Double)
    /// A text.
    case string(String)
    /// A list.
    case list([APIValue])
    /// Values by name.
    case object([String: APIValue])

    init(_ value: some Encodable) throws {
        self = try JSONDecoder().decode(APIValue.self, from: APICoding.encoder.encode(value))
    }

    /// Reads any JSON.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? container.decode(Int.self) {
            self = .integer(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .string(value)
        } else if let value = try? container.decode([APIValue].self) {
            self = .list(value)
        } else {
            self = .object(try container.decode([String: APIValue].self))
        }
    }

    /// Writes it.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .bool(let value): try container.encode(value)
        case .integer(let value): try container.encode(value)
        case .number(let value): try container.encode(value)
        case .string(let value): try container.encode(value)
        case .list(let value): try container.encode(value)
        case .object(let value): try container.encode(value)
        }
    }

    /// It as text; nil for lists, objects and null.
    public var text: String? {
        switch self {
        case .bool(let value): "\(value)"
        case .integer(let value): "\(value)"
        case .number(let value): "\(value)"
        case .string(let value): value
        case .null, .list, .object: nil
        }
    }
}

/// A day: 2026-11-23.
public struct APIDay: Codable, Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The year, 1 and later.
    public var year: Int
    /// The month, from 1.
    public var month: Int
    /// The day of the month, from 1.
    public var day: Int

    /// Makes a day.
    public init(year: Int, month: Int, day: Int) {
        (self.year, self.month, self.day) = (year, month, day)
    }

    /// Reads `2026-11-23`.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).compactMap { Int($0) }
        guard parts.count == 3 else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "\(text) is no day.")
        }
        self.init(year: parts[0], month: parts[1], day: parts[2])
    }

    /// Writes `2026-11-23`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }

    /// `2026-11-23`
    public var description: String {
        func digits(_ number: Int, _ count: Int) -> String {
            let text = String(number)
            return String(repeating: "0", count: max(0, count - text.count)) + text
        }
        return "\(digits(year, 4))-\(digits(month, 2))-\(digits(day, 2))"
    }

    /// Whether a day comes before another.
    public static func < (left: APIDay, right: APIDay) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }
}

/// A name of a member, whatever it is.
struct APIKey: CodingKey, ExpressibleByStringLiteral {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
    init(stringLiteral value: String) { stringValue = value }
}

extension KeyedDecodingContainer {
    /// A decimal that was sent as a number or as text.
    func decode(_ type: Decimal.Type, forKey key: Key) throws -> Decimal {
        if let text = try? decode(String.self, forKey: key), let value = Decimal(string: text) { return value }
        // As the standard library reads it, past this function.
        func plain<Value: Decodable>(_ type: Value.Type) throws -> Value { try decode(type, forKey: key) }
        return try plain(type)
    }

    /// A decimal that was sent as a number or as text, or not at all.
    func decodeIfPresent(_ type: Decimal.Type, forKey key: Key) throws -> Decimal? {
        guard contains(key), try !decodeNil(forKey: key) else { return nil }
        return try decode(type, forKey: key)
    }

    /// What is kept elsewhere and may be missing.
    func decode<Value: Decodable>(_ type: APIIndirect<Value?>.Type, forKey key: Key) throws -> APIIndirect<Value?> {
        APIIndirect(wrappedValue: try decodeIfPresent(Value.self, forKey: key))
    }
}

extension KeyedEncodingContainer {
    /// What is kept elsewhere and may be missing.
    mutating func encode<Value: Encodable>(_ value: APIIndirect<Value?>, forKey key: Key) throws {
        try encodeIfPresent(value.wrappedValue, forKey: key)
    }
}

/// Keeps a value elsewhere: a type that holds itself has no end otherwise.
@propertyWrapper
public indirect enum APIIndirect<Value> {
    /// The value.
    case value(Value)

    /// Keeps a value.
    public init(wrappedValue: Value) { self = .value(wrappedValue) }

    /// The value.
    public var wrappedValue: Value {
        get {
            switch self {
            case .value(let value): value
            }
        }
        set { self = .value(newValue) }
    }
}

extension APIIndirect: Sendable where Value: Sendable {}
extension APIIndirect: Equatable where Value: Equatable {}
extension APIIndirect: Hashable where Value: Hashable {}

extension APIIndirect: Encodable where Value: Encodable {
    /// Writes the value.
    public func encode(to encoder: any Encoder) throws { try wrappedValue.encode(to: encoder) }
}

extension APIIndirect: Decodable where Value: Decodable {
    /// Reads the value.
    public init(from decoder: any Decoder) throws { self = .value(try Value(from: decoder)) }
}
