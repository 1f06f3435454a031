import FoundationEssentials

extension String: PostgresEncodable, PostgresDecodable {
    /// `text`
    public static var postgresType: PostgresType { .text }

    /// UTF-8.
    public func encode(into buffer: inout [UInt8]) { buffer.append(contentsOf: utf8) }

    /// Reads every type of text, and those with a text meaning: `uuid`, `numeric`, `json`, `jsonb` and enums.
    public init(from cell: PostgresCell) throws {
        self = try cell.read(String.self) { bytes in
            switch cell.type {
            case .text, .varchar, .bpchar, .name, .json, .xml, .char, .unknown:
                return String(decoding: bytes, as: UTF8.self)
            case .jsonb:
                // The first byte is the version of the format, which is 1 since there is jsonb.
                return String(decoding: bytes.dropFirst(), as: UTF8.self)
            case .uuid:
                guard let uuid = UUID(postgresBytes: bytes) else { throw cell.failure(String.self, "it is no uuid") }
                return uuid.uuidString.lowercased()
            case .numeric:
                guard let number = NumericFormat(bytes) else { throw cell.failure(String.self, "it is no numeric") }
                return number.description
            default: return try Self.unknownType(cell, bytes)
            }
        }
    }

    /// Types with identifiers from 16384 on were made in this database: enums and extensions' types such as citext send UTF-8.
    private static func unknownType(_ cell: PostgresCell, _ bytes: UnsafeRawBufferPointer) throws -> String {
        let firstUserDefinedIdentifier: UInt32 = 16384
        guard cell.type.rawValue >= firstUserDefinedIdentifier,
            let text = String(validating: bytes.bindMemory(to: UInt8.self), as: UTF8.self)
        else { throw cell.mismatch(String.self, readable: "text, varchar, uuid, numeric, json, jsonb and enums") }
        return text
    }
}
