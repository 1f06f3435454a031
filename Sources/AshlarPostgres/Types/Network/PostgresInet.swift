import Glibc

/// An address of a host or a network: PostgreSQL's `inet`, and what is read from `cidr`.
///
/// ```swift
/// PostgresInet("192.168.1.7/24")
/// PostgresInet("2001:db8::1")
/// ```
///
/// It is sent as `inet`; a column of the type `cidr` takes it where the bits behind the mask are zero.
public struct PostgresInet: Sendable, Hashable, LosslessStringConvertible {
    /// The address: four bytes for IPv4, sixteen for IPv6.
    public let address: [UInt8]
    /// How many bits from the left name the network.
    public let prefixLength: Int

    /// An address.
    ///
    /// - Parameter prefixLength: all bits where it is left out.
    /// - Returns: nil for another number of bytes than four and sixteen, or a mask that is longer.
    public init?(address: [UInt8], prefixLength: Int? = nil) {
        let bits = address.count * 8
        let prefixLength = prefixLength ?? bits
        guard address.count == 4 || address.count == 16, (0...bits).contains(prefixLength) else { return nil }
        self.address = address
        self.prefixLength = prefixLength
    }

    /// Reads `192.168.1.7`, `192.168.1.0/24` and the forms of IPv6.
    public init?(_ description: String) {
        let pieces = description.split(separator: "/", omittingEmptySubsequences: false)
        guard (1...2).contains(pieces.count) else { return nil }
        let isIPv6 = pieces[0].contains(":")
        var bytes = [UInt8](repeating: 0, count: isIPv6 ? 16 : 4)
        guard inet_pton(isIPv6 ? AF_INET6 : AF_INET, String(pieces[0]), &bytes) == 1 else { return nil }
        var length: Int?
        if pieces.count == 2 {
            guard pieces[1].isDigits, let number = Int(pieces[1]) else { return nil }
            length = number
        }
        self.init(address: bytes, prefixLength: length)
    }

    /// Whether it is of IPv6.
    public var isIPv6: Bool { address.count == 16 }

    /// As PostgreSQL writes an `inet`: without the mask where that is all bits.
    public var description: String {
        prefixLength == address.count * 8 ? host : "\(host)/\(prefixLength)"
    }

    /// The address without the mask.
    public var host: String {
        var text = [CChar](repeating: 0, count: 64)
        guard inet_ntop(isIPv6 ? AF_INET6 : AF_INET, address, &text, socklen_t(text.count)) != nil else { return "" }
        return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}

extension PostgresInet: PostgresEncodable, PostgresDecodable {
    /// `inet`
    public static var postgresType: PostgresType { .inet }

    // The server's numbers for the families: its own AF_INET, and one more (`network_send`).
    private static let ipv4: UInt8 = 2
    private static let ipv6: UInt8 = 3

    /// The family, the mask, whether it is a cidr, and the address.
    public func encode(into buffer: inout [UInt8]) {
        buffer += [isIPv6 ? Self.ipv6 : Self.ipv4, UInt8(prefixLength), 0, UInt8(address.count)]
        buffer += address
    }

    /// Reads `inet` and `cidr`.
    public init(from cell: PostgresCell) throws {
        guard cell.type == .inet || cell.type == .cidr else {
            throw cell.mismatch(PostgresInet.self, readable: "inet and cidr")
        }
        self = try cell.readFields(PostgresInet.self) { reader in
            guard reader.integer(UInt8.self) != nil, let length = reader.integer(UInt8.self),
                reader.integer(UInt8.self) != nil, let count = reader.integer(UInt8.self),
                let address = reader.bytes(Int(count))
            else { return nil }
            return PostgresInet(address: Array(address), prefixLength: Int(length))
        }
    }
}

extension PostgresInet: Codable {
    /// Reads the form of ``description``.
    public init(from decoder: any Decoder) throws { self = try decoder.decodeText(PostgresInet.init, "10.0.0.1") }

    /// Writes the form of ``description``.
    public func encode(to encoder: any Encoder) throws { try encoder.encodeText(description) }
}
