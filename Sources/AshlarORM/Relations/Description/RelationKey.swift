import AshlarPostgres

/// What two rows have in common that belong together: the values of one column, or of several.
///
/// Integers of all widths compare equal, so that an `integer` may refer to a `bigint`.
enum RelationKey: Hashable, Sendable {
    case integer(Int64)
    case wide(UInt64, UInt64)
    case bytes([UInt8])
    case several([RelationKey])

    /// A value in the binary format; nil for NULL.
    init?(_ type: PostgresType, _ bytes: UnsafeRawBufferPointer?) {
        guard let bytes else { return nil }
        switch (type, bytes.count) {
        case (.int8, 8): self = .integer(Int64(bigEndian: bytes.loadUnaligned(as: Int64.self)))
        case (.int4, 4): self = .integer(Int64(Int32(bigEndian: bytes.loadUnaligned(as: Int32.self))))
        case (.int2, 2): self = .integer(Int64(Int16(bigEndian: bytes.loadUnaligned(as: Int16.self))))
        case (.oid, 4): self = .integer(Int64(UInt32(bigEndian: bytes.loadUnaligned(as: UInt32.self))))
        case (.uuid, 16):
            self = .wide(
                UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self)),
                UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)))
        default: self = .bytes(Array(bytes))
        }
    }

    /// The values of a model; nil where one is NULL.
    init?(_ bindings: [PostgresBinding]) {
        self.init(
            parts: bindings.map { binding in
                binding.bytes.flatMap { bytes in bytes.withUnsafeBytes { RelationKey(binding.type, $0) } }
            })
    }

    /// The values of a row; nil where one is NULL.
    init?(_ rows: PostgresRows, row: Int, columns: [Int]) {
        self.init(
            parts: columns.map { column in
                let cell = rows.cell(row: row, column: column)
                return cell.withBytes { RelationKey(cell.type, $0) }
            })
    }

    private init?(parts: [RelationKey?]) {
        let known = parts.compactMap { $0 }
        guard known.count == parts.count, let first = known.first else { return nil }
        self = known.count == 1 ? first : .several(known)
    }

    /// The parts of a key of several columns, or the key itself.
    var parts: [RelationKey] { if case .several(let parts) = self { parts } else { [self] } }

    /// The value as a parameter of a type.
    func bytes(as type: PostgresType) -> [UInt8] {
        var bytes: [UInt8] = []
        switch self {
        case .integer(let value):
            switch type {
            case .int2: bytes.appendInteger(Int16(truncatingIfNeeded: value))
            case .int4, .oid: bytes.appendInteger(Int32(truncatingIfNeeded: value))
            case .int8: bytes.appendInteger(value)
            default: bytes += String(value).utf8
            }
        case .wide(let high, let low):
            bytes.appendInteger(high)
            bytes.appendInteger(low)
        case .bytes(let value): bytes = value
        case .several: break
        }
        return bytes
    }
}

/// The types that a column's values are sent as.
struct KeyType: Sendable {
    let type: PostgresType
    let array: PostgresType

    init<M: Model>(_ column: ModelColumn<M>) {
        type = column.type
        array = column.arrayType
    }

    /// One value.
    func binding(_ key: RelationKey) -> PostgresBinding { PostgresBinding(type: type, bytes: key.bytes(as: type)) }

    /// Several values as one parameter.
    func binding(_ keys: [RelationKey]) -> PostgresBinding {
        var bytes: [UInt8] = []
        guard type != .inferred, array != .inferred else { return text(keys) }
        bytes.appendInteger(Int32(keys.isEmpty ? 0 : 1))
        bytes.appendInteger(Int32(0))
        bytes.appendInteger(type.rawValue)
        guard !keys.isEmpty else { return PostgresBinding(type: array, bytes: bytes) }
        bytes.appendInteger(Int32(truncatingIfNeeded: keys.count))
        bytes.appendInteger(Int32(1))
        for key in keys {
            let value = key.bytes(as: type)
            bytes.appendInteger(Int32(truncatingIfNeeded: value.count))
            bytes += value
        }
        return PostgresBinding(type: array, bytes: bytes)
    }

    /// `{"a","b"}`, for types that only the server knows.
    private func text(_ keys: [RelationKey]) -> PostgresBinding {
        let values = keys.map { key in
            let text = String(decoding: key.bytes(as: type), as: UTF8.self)
            return "\"\(text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
        }
        return PostgresBinding(type: .inferred, bytes: Array("{\(values.joined(separator: ","))}".utf8))
    }
}
