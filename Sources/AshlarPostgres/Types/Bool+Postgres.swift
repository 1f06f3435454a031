extension Bool: PostgresEncodable, PostgresDecodable {
    /// `boolean`
    public static var postgresType: PostgresType { .bool }

    /// One byte, 1 or 0.
    public func encode(into buffer: inout [UInt8]) { buffer.append(self ? 1 : 0) }

    /// Reads `boolean`.
    public init(from cell: PostgresCell) throws {
        guard cell.type == .bool else { throw cell.mismatch(Bool.self, readable: "boolean") }
        self = try cell.integer(UInt8.self, for: Bool.self) != 0
    }
}
