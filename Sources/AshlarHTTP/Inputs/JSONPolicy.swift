#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// How values are written as JSON, and read, wherever an app does it: in answers of actions, and in bodies.
///
/// ```swift
/// container.unbind((any JSONCoding).self)
/// container.instance(FoundationJSON(JSONPolicy(dates: .milliseconds, keys: .snakeCase)), as: (any JSONCoding).self)
/// ```
///
/// `config/json.yaml` says the same without code.
public struct JSONPolicy: Sendable, Equatable {
    /// How a date is written.
    public enum Dates: String, Sendable, CaseIterable {
        /// `2026-01-31T12:00:00Z`
        case iso8601
        /// `2026-01-31T12:00:00.250Z`; read with and without the fraction.
        case iso8601Milliseconds
        /// Seconds since 1970.
        case seconds
        /// Milliseconds since 1970, as JavaScript counts.
        case milliseconds
    }

    /// How the name of a property becomes a key.
    public enum Keys: String, Sendable, CaseIterable {
        /// As it is: `publishedAt`.
        case asWritten
        /// With underscores: `published_at`.
        case snakeCase
    }

    /// How a `Decimal` is written.
    public enum Decimals: String, Sendable, CaseIterable {
        /// As a number, which many readers take for a double.
        case number
        /// As a text, `"12.50"`, which loses nothing; read as a text or a number.
        case text
    }

    /// How a `UUID` is written; either is read.
    public enum UUIDs: String, Sendable, CaseIterable {
        /// As Foundation writes it.
        case uppercase
        /// As RFC 9562 asks for.
        case lowercase
    }

    /// How a date is written.
    public var dates: Dates
    /// How the name of a property becomes a key.
    public var keys: Keys

    /// How a `Decimal` is written.
    public var decimals: Decimals
    /// How a `UUID` is written.
    public var uuids: UUIDs

    /// Makes a policy.
    public init(
        dates: Dates = .iso8601, keys: Keys = .asWritten, decimals: Decimals = .number, uuids: UUIDs = .uppercase
    ) {
        self.decimals = decimals
        self.uuids = uuids
        self.dates = dates
        self.keys = keys
    }

    static let milliseconds = Date.ISO8601FormatStyle(includingFractionalSeconds: true)

    /// A date of ISO 8601, with or without a fraction of a second.
    static func date(from decoder: any Decoder) throws -> Date {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        if let date = try? milliseconds.parse(text) { return date }
        if let date = try? Date.ISO8601FormatStyle().parse(text) { return date }
        throw DecodingError.dataCorruptedError(in: container, debugDescription: "no date of ISO 8601")
    }
}
