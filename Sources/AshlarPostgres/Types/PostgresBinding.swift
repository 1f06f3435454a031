/// A value as it travels to PostgreSQL: its type and its bytes.
public struct PostgresBinding: Sendable {
    /// The type that the statement is prepared with.
    public let type: PostgresType

    /// The value in the binary format (UTF-8 text where the type is ``PostgresType/inferred``); nil is NULL.
    public let bytes: [UInt8]?

    /// Why the value could not be encoded; the statement is then refused before it is sent.
    package let failure: String?

    /// Encodes a value.
    @inlinable
    public init<T: PostgresEncodable>(_ value: T) {
        guard !value.isPostgresNull else {
            self.init(type: T.postgresType, bytes: nil)
            return
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(16)
        value.encode(into: &bytes)
        self.init(type: T.postgresType, bytes: bytes, failure: bytes.isEmpty ? value.postgresEncodingFailure : nil)
    }

    /// A value that is encoded already.
    ///
    /// - Parameters:
    ///   - type: the type to send it as.
    ///   - bytes: the value in that type's binary format, or nil for NULL.
    public init(type: PostgresType, bytes: [UInt8]?) {
        self.init(type: type, bytes: bytes, failure: nil)
    }

    @usableFromInline
    init(type: PostgresType, bytes: [UInt8]?, failure: String?) {
        self.type = type
        self.bytes = bytes
        self.failure = failure
    }

    /// PostgreSQL takes the text format for values whose type it is to find by itself.
    var isText: Bool { type == .inferred }
}

extension PostgresBinding: CustomDebugStringConvertible {
    /// The type and a short form of the value, for developers' eyes.
    public var debugDescription: String {
        guard let bytes else { return "\(typeName) NULL" }
        return "\(typeName) \(Self.shortValue(of: type, bytes))"
    }

    private var typeName: String { isText ? "(inferred)" : type.description }

    private static func shortValue(of type: PostgresType, _ bytes: [UInt8]) -> String {
        switch type {
        case .bool: return bytes.first == 1 ? "true" : "false"
        case .int2, .int4, .int8, .oid:
            let isNegative = (bytes.first ?? 0) >= 0x80
            return "\(bytes.reduce(isNegative ? Int64(-1) : 0) { $0 << 8 | Int64($1) })"
        case .text, .varchar, .inferred, .name, .json, .bpchar:
            let text = String(decoding: bytes.prefix(160), as: UTF8.self)
            return text.count > 40 || bytes.count > 160 ? "\"\(text.prefix(40))…\"" : "\"\(text)\""
        default: return "(\(bytes.count) bytes)"
        }
    }
}
