/// A row of bits: PostgreSQL's `bit(n)` and `varbit`.
///
/// ```swift
/// PostgresBits("10110")
/// ```
///
/// It is sent as `varbit`, which a `bit(n)` takes where the length is the same.
public struct PostgresBits: Sendable, Hashable, LosslessStringConvertible {
    /// The bits from left to right.
    public var bits: [Bool]

    /// Some bits.
    public init(_ bits: [Bool]) { self.bits = bits }

    /// Reads zeros and ones.
    public init?(_ description: String) {
        guard description.utf8.allSatisfy({ $0 == UInt8(ascii: "0") || $0 == UInt8(ascii: "1") }) else { return nil }
        bits = description.utf8.map { $0 == UInt8(ascii: "1") }
    }

    /// Zeros and ones, as PostgreSQL writes them.
    public var description: String { String(decoding: bits.map { UInt8(ascii: $0 ? "1" : "0") }, as: UTF8.self) }
}

extension PostgresBits: PostgresEncodable, PostgresDecodable {
    /// `varbit`
    public static var postgresType: PostgresType { .varbit }

    /// The number of bits, and the bits in bytes, the first in the highest place.
    public func encode(into buffer: inout [UInt8]) {
        buffer.appendInteger(Int32(truncatingIfNeeded: bits.count))
        for start in stride(from: 0, to: bits.count, by: 8) {
            let piece = bits[start..<min(start + 8, bits.count)]
            buffer.append(piece.enumerated().reduce(0) { $0 | ($1.element ? 0x80 >> UInt8($1.offset) : 0) })
        }
    }

    /// Reads `bit` and `varbit`.
    public init(from cell: PostgresCell) throws {
        guard cell.type == .bit || cell.type == .varbit else {
            throw cell.mismatch(PostgresBits.self, readable: "bit and varbit")
        }
        self = try cell.readFields(PostgresBits.self) { reader in
            guard let count = reader.integer(Int32.self), count >= 0, reader.remaining == (Int(count) + 7) / 8,
                let bytes = reader.bytes(reader.remaining)
            else { return nil }
            return PostgresBits((0..<Int(count)).map { bytes[$0 / 8] & (0x80 >> UInt8($0 % 8)) != 0 })
        }
    }
}
