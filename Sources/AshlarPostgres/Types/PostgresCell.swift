/// One value of a result, not copied out of libpq's buffer.
///
/// ```swift
/// struct Slug: PostgresDecodable {
///     let text: String
///     init(from cell: PostgresCell) throws { text = try String(from: cell) }
/// }
/// ```
///
/// `@unchecked Sendable`: the memory belongs to `result`, which the cell keeps alive and nobody writes to.
public struct PostgresCell: @unchecked Sendable {
    let result: PostgresResult
    let column: Int
    /// The type of the value; that of the element for an element of an array.
    public let type: PostgresType
    let bytes: UnsafeRawBufferPointer?

    init(result: PostgresResult, column: Int, type: PostgresType, bytes: UnsafeRawBufferPointer?) {
        self.result = result
        self.column = column
        self.type = type
        self.bytes = bytes
    }

    /// The name of the column.
    public var columnName: String { result.shape.name(of: column) }

    /// Whether the value is NULL.
    public var isNull: Bool { bytes == nil }

    /// The value in the binary format, nil for NULL; valid during the call only.
    public func withBytes<R>(_ body: (UnsafeRawBufferPointer?) throws -> R) rethrows -> R {
        defer { extendLifetime(result) }
        return try body(bytes)
    }

    /// An error about this value.
    ///
    /// - Parameters:
    ///   - target: the Swift type that was asked for.
    ///   - reason: why it cannot be, as a clause without the value: `"the value is out of its range"`.
    ///   - value: the value in a short form, for developers' eyes only.
    ///   - suggestion: what to do about it, as a sentence.
    public func failure(
        _ target: Any.Type, _ reason: String, value: String? = nil, suggestion: String? = nil
    ) -> PostgresDecodingError {
        PostgresDecodingError(
            columnName: columnName, type: type, target: "\(target)", reason: reason, value: value,
            suggestion: suggestion)
    }

    /// The bytes of a value that must not be NULL; valid during the call only.
    func read<R>(_ target: Any.Type, _ body: (UnsafeRawBufferPointer) throws -> R) throws -> R {
        guard let bytes else {
            throw failure(target, "the value is NULL", suggestion: "Decode `\(target)?` where the column may be NULL.")
        }
        defer { extendLifetime(result) }
        return try body(bytes)
    }

    /// An integer in network byte order that fills the whole value.
    func integer<T: FixedWidthInteger>(_ integer: T.Type, for target: Any.Type) throws -> T {
        try read(target) { bytes in
            guard bytes.count == MemoryLayout<T>.size else {
                throw failure(target, "the value has \(bytes.count) bytes instead of \(MemoryLayout<T>.size)")
            }
            return T(bigEndian: bytes.loadUnaligned(as: T.self))
        }
    }

    func mismatch(_ target: Any.Type, readable: String) -> PostgresDecodingError {
        failure(
            target, "\(target) is read from \(readable)",
            suggestion: "Cast in the query, such as `\(columnName)::text`, or decode another type.")
    }

    /// Reads the elements of a one-dimensional array.
    func decodeElements<Element>(
        _ target: Any.Type, _ decode: (PostgresCell) throws -> Element
    ) throws -> [Element] {
        try read(target) { try elements(of: $0, target, decode) }
    }

    private func elements<Element>(
        of bytes: UnsafeRawBufferPointer, _ target: Any.Type, _ decode: (PostgresCell) throws -> Element
    ) throws -> [Element] {
        var reader = BinaryReader(bytes)
        guard let dimensions = reader.integer(Int32.self), reader.integer(Int32.self) != nil,
            let element = reader.integer(UInt32.self)
        else { throw failure(target, "the value is no array") }
        if dimensions == 0 { return [] }
        guard dimensions == 1 else { throw failure(target, "the array has \(dimensions) dimensions instead of one") }
        guard let count = reader.integer(Int32.self), count >= 0, reader.integer(Int32.self) != nil,
            // Each element takes at least its length word, so a false count cannot make us reserve more than was sent.
            Int(count) * 4 <= reader.remaining
        else { throw failure(target, "the value is no array") }
        var elements: [Element] = []
        elements.reserveCapacity(Int(count))
        for _ in 0..<count {
            guard let length = reader.integer(Int32.self) else { throw failure(target, "the array is cut short") }
            var slice: UnsafeRawBufferPointer?
            if length >= 0 {
                slice = reader.bytes(Int(length))
                guard slice != nil else { throw failure(target, "the array is cut short") }
            }
            elements.append(
                try decode(
                    PostgresCell(
                        result: result, column: column, type: PostgresType(rawValue: element), bytes: slice)))
        }
        return elements
    }
}
