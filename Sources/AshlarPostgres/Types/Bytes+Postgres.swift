public import FoundationEssentials

extension Data: PostgresEncodable, PostgresDecodable {
    /// `bytea`
    public static var postgresType: PostgresType { .bytea }

    /// The bytes as they are.
    public func encode(into buffer: inout [UInt8]) { buffer.append(contentsOf: self) }

    /// Reads `bytea`.
    public init(from cell: PostgresCell) throws {
        guard cell.type == .bytea else { throw cell.mismatch(Data.self, readable: "bytea") }
        self = try cell.read(Data.self) { Data($0) }
    }
}
