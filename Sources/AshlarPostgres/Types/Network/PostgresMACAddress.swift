/// The address of a network card: PostgreSQL's `macaddr` (six bytes) and `macaddr8` (eight).
///
/// It is sent as `macaddr`, or as `macaddr8` where it has eight bytes: there the server finds the type by the context.
public struct PostgresMACAddress: Sendable, Hashable, LosslessStringConvertible {
    /// Six or eight bytes.
    public let bytes: [UInt8]

    /// An address.
    ///
    /// - Returns: nil for another number of bytes than six and eight.
    public init?(bytes: [UInt8]) {
        guard bytes.count == 6 || bytes.count == 8 else { return nil }
        self.bytes = bytes
    }

    /// Reads `08:00:2b:01:02:03`, also with `-` between the bytes.
    public init?(_ description: String) {
        let fields = description.split(omittingEmptySubsequences: false) { $0 == ":" || $0 == "-" }
        let bytes = fields.compactMap { $0.utf8.count == 2 && !$0.hasPrefix("+") ? UInt8($0, radix: 16) : nil }
        guard bytes.count == fields.count else { return nil }
        self.init(bytes: bytes)
    }

    /// As PostgreSQL writes it: `08:00:2b:01:02:03`.
    public var description: String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(separator: ":")
    }
}

extension PostgresMACAddress: PostgresEncodable, PostgresDecodable {
    /// Inferred, as there are two types.
    public static var postgresType: PostgresType { .inferred }

    /// The text.
    public func encode(into buffer: inout [UInt8]) { buffer += description.utf8 }

    /// Reads `macaddr` and `macaddr8`.
    public init(from cell: PostgresCell) throws {
        guard cell.type == .macaddr || cell.type == .macaddr8 else {
            throw cell.mismatch(PostgresMACAddress.self, readable: "macaddr and macaddr8")
        }
        self = try cell.readFields(PostgresMACAddress.self) { reader in
            reader.bytes(reader.remaining).flatMap { PostgresMACAddress(bytes: Array($0)) }
        }
    }
}
