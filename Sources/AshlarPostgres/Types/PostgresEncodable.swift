/// A value that can be sent to PostgreSQL as a parameter of a statement.
///
/// A Swift enum with a raw value needs nothing but the conformance:
///
/// ```swift
/// enum Status: String, PostgresCodable { case draft, published }
/// ```
///
/// For a column of a PostgreSQL enum add `static var postgresType: PostgresType { .inferred }`.
public protocol PostgresEncodable: Sendable {
    /// The type that the value is sent as.
    static var postgresType: PostgresType { get }

    /// The type that an array of such values is sent as; by default PostgreSQL's own array of ``postgresType``.
    static var postgresArrayType: PostgresType { get }

    /// Whether this value is NULL: what an Optional that is nil answers, and nothing else.
    var isPostgresNull: Bool { get }

    /// Appends the value in PostgreSQL's binary format (network byte order), or as UTF-8 text where ``postgresType`` is
    /// ``PostgresType/inferred``.
    func encode(into buffer: inout [UInt8])

    /// Appends an array of such values in the binary format.
    static func encode(array: [Self], into buffer: inout [UInt8])

    /// Why nothing could be encoded. Asked only when ``encode(into:)`` appended nothing; nil where that is the value.
    var postgresEncodingFailure: String? { get }
}

/// A value that can be read from a result and sent as a parameter.
public typealias PostgresCodable = PostgresEncodable & PostgresDecodable

extension PostgresEncodable {
    /// PostgreSQL's array of this type, or left to the server where there is no fixed one.
    public static var postgresArrayType: PostgresType { postgresType.array ?? .inferred }

    /// A value is not NULL.
    @inlinable public var isPostgresNull: Bool { false }

    /// Encoding nothing is no failure.
    public var postgresEncodingFailure: String? { nil }

    /// One dimension, starting at 1, as `array_recv` reads it.
    public static func encode(array: [Self], into buffer: inout [UInt8]) {
        guard postgresArrayType != .inferred else { return encodeText(array: array, into: &buffer) }
        buffer.appendInteger(Int32(array.isEmpty ? 0 : 1))
        buffer.appendInteger(Int32(array.contains { $0.isPostgresNull } ? 1 : 0))
        buffer.appendInteger(postgresType.rawValue)
        guard !array.isEmpty else { return }
        buffer.appendInteger(Int32(truncatingIfNeeded: array.count))
        buffer.appendInteger(Int32(1))
        for value in array {
            guard !value.isPostgresNull else {
                buffer.appendInteger(Int32(-1))
                continue
            }
            let start = buffer.count
            buffer.appendInteger(Int32(0))
            value.encode(into: &buffer)
            buffer.replaceInteger(at: start, with: Int32(truncatingIfNeeded: buffer.count - start - 4))
        }
    }

    /// `{"a","b",NULL}`: the text form, for element types that only the server knows.
    private static func encodeText(array: [Self], into buffer: inout [UInt8]) {
        buffer.append(UInt8(ascii: "{"))
        for (index, value) in array.enumerated() {
            if index > 0 { buffer.append(UInt8(ascii: ",")) }
            guard !value.isPostgresNull else {
                buffer += "NULL".utf8
                continue
            }
            var text: [UInt8] = []
            value.encode(into: &text)
            buffer.append(UInt8(ascii: "\""))
            for byte in text {
                if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { buffer.append(UInt8(ascii: "\\")) }
                buffer.append(byte)
            }
            buffer.append(UInt8(ascii: "\""))
        }
        buffer.append(UInt8(ascii: "}"))
    }
}

extension [UInt8] {
    /// Appends an integer in network byte order.
    @inlinable
    package mutating func appendInteger<T: FixedWidthInteger>(_ value: T) {
        Swift.withUnsafeBytes(of: value.bigEndian) { append(contentsOf: $0) }
    }

    /// Overwrites the bytes at a place with an integer in network byte order.
    mutating func replaceInteger<T: FixedWidthInteger>(at start: Int, with value: T) {
        Swift.withUnsafeBytes(of: value.bigEndian) { bytes in
            for (offset, byte) in bytes.enumerated() where indices.contains(start + offset) {
                self[start + offset] = byte
            }
        }
    }
}
