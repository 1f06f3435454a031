import FoundationEssentials

/// A value kept as JSON in one column.
///
/// ```swift
/// struct Settings: Codable, Sendable { var theme: String }
/// try await db.execute("update users set settings = \(JSONB(settings)) where id = \(id)")
/// let settings = try row.decode("settings", as: JSONB<Settings>.self).value
/// ```
///
/// Dates are written in ISO 8601 with milliseconds, so that SQL can read them too.
public struct JSONB<Value: Codable & Sendable>: Sendable {
    /// The value itself.
    public var value: Value

    /// Wraps a value.
    public init(_ value: Value) { self.value = value }

    private static var style: Date.ISO8601FormatStyle { Date.ISO8601FormatStyle(includingFractionalSeconds: true) }

    private func json() throws -> Data {
        let encoder = JSONEncoder()
        // One value is always the same bytes, so that values can be compared by their encoding.
        encoder.outputFormatting = [.sortedKeys]
        let style = Self.style
        encoder.dateEncodingStrategy = .custom { date, encoder in
            var container = encoder.singleValueContainer()
            try container.encode(date.formatted(style))
        }
        return try encoder.encode(value)
    }

    private static func value(json: Data) throws -> Value {
        let decoder = JSONDecoder()
        let style = style
        decoder.dateDecodingStrategy = .custom { decoder in
            let container = try decoder.singleValueContainer()
            let text = try container.decode(String.self)
            if let date = (try? style.parse(text)) ?? (try? Date.ISO8601FormatStyle().parse(text)) { return date }
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "\"\(text)\" is no ISO 8601 date")
        }
        return try decoder.decode(Value.self, from: json)
    }
}

extension JSONB: Equatable where Value: Equatable {}
extension JSONB: Hashable where Value: Hashable {}

/// Encodes as the value itself, not as an object around it.
extension JSONB: Codable {
    /// Reads the value itself.
    public init(from decoder: any Decoder) throws { self.init(try Value(from: decoder)) }

    /// Writes the value itself.
    public func encode(to encoder: any Encoder) throws { try value.encode(to: encoder) }
}

extension JSONB: PostgresEncodable, PostgresDecodable {
    /// `jsonb`
    public static var postgresType: PostgresType { .jsonb }

    /// The version of the format, which is 1, and the JSON text.
    public func encode(into buffer: inout [UInt8]) {
        guard let json = try? json() else { return }
        buffer.append(1)
        buffer.append(contentsOf: json)
    }

    /// What the JSON encoder said.
    public var postgresEncodingFailure: String? {
        do {
            _ = try json()
            return nil
        } catch { return "\(Value.self) could not be written as JSON: \(error)" }
    }

    /// Reads `jsonb` and `json`.
    public init(from cell: PostgresCell) throws {
        let data = try cell.read(JSONB.self) { bytes in
            switch cell.type {
            case .jsonb: Data(bytes.dropFirst())
            case .json: Data(bytes)
            default: throw cell.mismatch(JSONB.self, readable: "jsonb and json")
            }
        }
        do { value = try Self.value(json: data) } catch {
            throw cell.failure(JSONB.self, "the JSON does not fit: \(error)")
        }
    }
}
