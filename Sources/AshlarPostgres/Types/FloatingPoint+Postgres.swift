extension Double: PostgresEncodable, PostgresDecodable {
    /// `double precision`
    public static var postgresType: PostgresType { .float8 }

    /// Eight bytes, IEEE 754.
    public func encode(into buffer: inout [UInt8]) { buffer.appendInteger(bitPattern) }

    /// Reads `double precision` and `real`.
    public init(from cell: PostgresCell) throws {
        switch cell.type {
        case .float8: self.init(bitPattern: try cell.integer(UInt64.self, for: Double.self))
        case .float4: self.init(Float(bitPattern: try cell.integer(UInt32.self, for: Double.self)))
        default: throw cell.mismatch(Double.self, readable: "double precision and real")
        }
    }
}

extension Float: PostgresEncodable, PostgresDecodable {
    /// `real`
    public static var postgresType: PostgresType { .float4 }

    /// Four bytes, IEEE 754.
    public func encode(into buffer: inout [UInt8]) { buffer.appendInteger(bitPattern) }

    /// Reads `real`, and `double precision` rounded to the nearest.
    public init(from cell: PostgresCell) throws {
        switch cell.type {
        case .float4: self.init(bitPattern: try cell.integer(UInt32.self, for: Float.self))
        case .float8: self.init(Double(bitPattern: try cell.integer(UInt64.self, for: Float.self)))
        default: throw cell.mismatch(Float.self, readable: "real and double precision")
        }
    }
}
