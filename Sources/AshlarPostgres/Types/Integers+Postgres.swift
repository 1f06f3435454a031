extension PostgresCell {
    /// Reads an integer of any width that fits the wanted one.
    @inline(__always)
    fileprivate func fittingInteger<T: FixedWidthInteger>(_ target: T.Type) throws -> T {
        let value: Int64
        switch type {
        case .int8: value = try integer(Int64.self, for: target)
        case .int4: value = Int64(try integer(Int32.self, for: target))
        case .int2: value = Int64(try integer(Int16.self, for: target))
        case .oid: value = Int64(try integer(UInt32.self, for: target))
        default: throw mismatch(target, readable: "smallint, integer, bigint and oid")
        }
        guard let fitting = T(exactly: value) else {
            throw failure(
                target, "the value is out of its range", value: "\(value)",
                suggestion: "Decode Int or Int64 from a column of this type.")
        }
        return fitting
    }
}

extension Int: PostgresEncodable, PostgresDecodable {
    /// `bigint`
    public static var postgresType: PostgresType { .int8 }

    /// Eight bytes.
    public func encode(into buffer: inout [UInt8]) { buffer.appendInteger(Int64(self)) }

    /// Reads `smallint`, `integer`, `bigint` and `oid`.
    public init(from cell: PostgresCell) throws { self = try cell.fittingInteger(Int.self) }
}

extension Int64: PostgresEncodable, PostgresDecodable {
    /// `bigint`
    public static var postgresType: PostgresType { .int8 }

    /// Eight bytes.
    public func encode(into buffer: inout [UInt8]) { buffer.appendInteger(self) }

    /// Reads `smallint`, `integer`, `bigint` and `oid`.
    public init(from cell: PostgresCell) throws { self = try cell.fittingInteger(Int64.self) }
}

extension Int32: PostgresEncodable, PostgresDecodable {
    /// `integer`
    public static var postgresType: PostgresType { .int4 }

    /// Four bytes.
    public func encode(into buffer: inout [UInt8]) { buffer.appendInteger(self) }

    /// Reads `smallint`, `integer`, and wider ones whose value fits.
    public init(from cell: PostgresCell) throws { self = try cell.fittingInteger(Int32.self) }
}

extension Int16: PostgresEncodable, PostgresDecodable {
    /// `smallint`
    public static var postgresType: PostgresType { .int2 }

    /// Two bytes.
    public func encode(into buffer: inout [UInt8]) { buffer.appendInteger(self) }

    /// Reads `smallint`, and wider ones whose value fits.
    public init(from cell: PostgresCell) throws { self = try cell.fittingInteger(Int16.self) }
}

/// PostgreSQL has no unsigned byte: alone it is a `smallint`, in an array it is a `bytea`.
extension UInt8: PostgresEncodable, PostgresDecodable {
    /// `smallint`
    public static var postgresType: PostgresType { .int2 }

    /// `bytea`
    public static var postgresArrayType: PostgresType { .bytea }

    /// Two bytes.
    public func encode(into buffer: inout [UInt8]) { buffer.appendInteger(Int16(self)) }

    /// The bytes as they are.
    public static func encode(array: [UInt8], into buffer: inout [UInt8]) { buffer += array }

    /// Reads integers from 0 to 255.
    public init(from cell: PostgresCell) throws { self = try cell.fittingInteger(UInt8.self) }

    /// Reads `bytea`.
    public static func decodeArray(from cell: PostgresCell) throws -> [UInt8] {
        guard cell.type == .bytea else { throw cell.mismatch([UInt8].self, readable: "bytea") }
        return try cell.read([UInt8].self) { [UInt8]($0) }
    }
}
