/// The values between two bounds: PostgreSQL's `int4range`, `int8range`, `numrange`, `daterange` and `tstzrange`.
///
/// ```swift
/// let stay = PostgresRange(from: arrival, upTo: departure)       // [arrival, departure)
/// try await db.query("select * from bookings where during && \(stay)")
/// PostgresRange<Int>(from: 18)                                   // 18 and more
/// ```
///
/// PostgreSQL turns ranges of whole numbers and days into the form `[from, upTo)`, and any without values into `empty`.
public struct PostgresRange<Bound: PostgresRangeBound>: Sendable, Hashable {
    /// One end of a range.
    public enum End: Sendable, Hashable {
        /// There is none on this side.
        case unbounded
        /// The bound belongs to the range.
        case including(Bound)
        /// The bound does not belong to the range.
        case excluding(Bound)
    }

    /// The lower end.
    public let lower: End
    /// The upper end.
    public let upper: End
    /// Whether it has no values; then both ends are unbounded.
    public let isEmpty: Bool

    /// A range.
    public init(lower: End, upper: End) {
        self.lower = lower
        self.upper = upper
        isEmpty = false
    }

    /// A range with its lower bound and without its upper bound; one that is left out is none.
    public init(from lower: Bound? = nil, upTo upper: Bound? = nil) {
        self.init(lower: lower.map { .including($0) } ?? .unbounded, upper: upper.map { .excluding($0) } ?? .unbounded)
    }

    private init(isEmpty: Bool) {
        lower = .unbounded
        upper = .unbounded
        self.isEmpty = isEmpty
    }

    /// The range without values.
    public static var empty: PostgresRange { PostgresRange(isEmpty: true) }
}

/// What a range can be of.
public protocol PostgresRangeBound: PostgresCodable, Hashable {
    /// The type of a range of such values.
    static var postgresRangeType: PostgresType { get }

    /// The type of a row of such ranges.
    static var postgresMultirangeType: PostgresType { get }
}

/// The flags of `range_send`.
private enum Flag {
    static let empty: UInt8 = 0x01
    static let includesLower: UInt8 = 0x02
    static let includesUpper: UInt8 = 0x04
    static let noLower: UInt8 = 0x08
    static let noUpper: UInt8 = 0x10
}

extension PostgresRange: PostgresEncodable, PostgresDecodable {
    /// The type of a range of the bounds.
    public static var postgresType: PostgresType { Bound.postgresRangeType }

    /// Flags, and the bounds that there are.
    public func encode(into buffer: inout [UInt8]) {
        guard !isEmpty else { return buffer.append(Flag.empty) }
        let start = buffer.count
        buffer.append(0)
        var flags: UInt8 = 0
        switch lower {
        case .unbounded: flags |= Flag.noLower
        case .including(let bound):
            flags |= Flag.includesLower
            buffer.appendValue(bound)
        case .excluding(let bound): buffer.appendValue(bound)
        }
        switch upper {
        case .unbounded: flags |= Flag.noUpper
        case .including(let bound):
            flags |= Flag.includesUpper
            buffer.appendValue(bound)
        case .excluding(let bound): buffer.appendValue(bound)
        }
        buffer.replaceInteger(at: start, with: flags)
    }

    /// Reads a range whose bounds `Bound` reads.
    public init(from cell: PostgresCell) throws {
        guard let bound = Bound.boundType(ofRange: cell.type) else {
            throw cell.mismatch(PostgresRange.self, readable: Bound.postgresRangeType.description)
        }
        self = try cell.readFields(PostgresRange.self) { reader in
            guard let flags = reader.integer(UInt8.self) else { return nil }
            if flags & Flag.empty != 0 { return .empty }
            func end(isMissing: UInt8, includes: UInt8) throws -> End? {
                if flags & isMissing != 0 { return .unbounded }
                guard let value = reader.lengthAndBytes() else { return nil }
                let decoded = try Bound(from: cell.part(bound, value.bytes))
                return flags & includes != 0 ? .including(decoded) : .excluding(decoded)
            }
            guard let lower = try end(isMissing: Flag.noLower, includes: Flag.includesLower),
                let upper = try end(isMissing: Flag.noUpper, includes: Flag.includesUpper)
            else { return nil }
            return PostgresRange(lower: lower, upper: upper)
        }
    }
}

extension PostgresRangeBound {
    /// The type of the bounds of a range that this type can read.
    fileprivate static func boundType(ofRange range: PostgresType) -> PostgresType? {
        switch range {
        case .tsrange where postgresRangeType == .tstzrange: .timestamp
        case postgresRangeType: postgresType
        default: nil
        }
    }
}
