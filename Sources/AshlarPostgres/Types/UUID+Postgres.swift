public import FoundationEssentials

extension UUID: PostgresEncodable, PostgresDecodable {
    /// `uuid`
    public static var postgresType: PostgresType { .uuid }

    /// Sixteen bytes.
    public func encode(into buffer: inout [UInt8]) {
        withUnsafeBytes(of: uuid) { buffer.append(contentsOf: $0) }
    }

    /// Reads `uuid`.
    public init(from cell: PostgresCell) throws {
        guard cell.type == .uuid else { throw cell.mismatch(UUID.self, readable: "uuid") }
        self = try cell.read(UUID.self) { bytes in
            guard let uuid = UUID(postgresBytes: bytes) else { throw cell.failure(UUID.self, "it has not 16 bytes") }
            return uuid
        }
    }

    init?(postgresBytes bytes: UnsafeRawBufferPointer) {
        guard bytes.count == MemoryLayout<uuid_t>.size else { return nil }
        self.init(uuid: bytes.loadUnaligned(as: uuid_t.self))
    }
}
