public import NIOCore

/// A block of addresses: `10.0.0.0/8`, `2001:db8::/32`, or one address alone.
public struct CIDR: Sendable, Hashable {
    /// An address as a number; an IPv4 address, also one mapped into IPv6, is 32 bits wide.
    struct Address: Hashable {
        var bits: UInt128
        var width: Int

        init?(_ text: some StringProtocol) {
            guard let address = try? SocketAddress(ipAddress: String(text), port: 0) else { return nil }
            self.init(address)
        }

        init?(_ address: SocketAddress) {
            // Where the address lies in sockaddr_in and sockaddr_in6, on every system.
            switch address {
            case .v4:
                bits = address.withSockAddr { pointer, _ in
                    UInt128(
                        UInt32(bigEndian: UnsafeRawPointer(pointer).loadUnaligned(fromByteOffset: 4, as: UInt32.self)))
                }
                width = 32
            case .v6:
                bits = address.withSockAddr { pointer, _ in
                    UInt128(bigEndian: UnsafeRawPointer(pointer).loadUnaligned(fromByteOffset: 8, as: UInt128.self))
                }
                width = 128
                if bits >> 32 == 0xFFFF {
                    bits &= 0xFFFF_FFFF
                    width = 32
                }
            case .unixDomainSocket: return nil
            }
        }
    }

    private let network: UInt128
    private let width: Int
    private let prefix: Int

    /// Reads a block.
    ///
    /// - Parameter text: an address, or an address and the number of bits that count after a `/`.
    /// - Returns: nil if it is no block.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, let address = Address(first) else { return nil }
        if parts.count == 2 {
            guard let length = Int(parts[1]), (0...address.width).contains(length), parts[1].first?.isNumber == true
            else { return nil }
            prefix = length
        } else {
            prefix = address.width
        }
        width = address.width
        network = Self.masked(address.bits, width, prefix)
    }

    /// Whether an address is in the block. That of a Unix socket is in none.
    public func contains(_ address: SocketAddress) -> Bool {
        Address(address).map(contains) ?? false
    }

    func contains(_ address: Address) -> Bool {
        address.width == width && Self.masked(address.bits, width, prefix) == network
    }

    private static func masked(_ bits: UInt128, _ width: Int, _ prefix: Int) -> UInt128 {
        prefix == 0 ? 0 : bits >> UInt128(width - prefix)
    }

    /// The blocks of private networks and of this machine, where reverse proxies usually stand.
    public static let privateNetworks = [
        "127.0.0.0/8", "::1", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "fc00::/7",
        "fe80::/10",
    ]
}
