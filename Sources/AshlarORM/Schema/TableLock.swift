/// The locks that a statement can take on a table, from the weakest to the strongest (PostgreSQL's table 13.2).
public enum TableLock: Int, Sendable, Comparable, CustomStringConvertible {
    /// None on a table that exists.
    case none
    /// Held by reading.
    case accessShare
    /// Held by `select ... for update`.
    case rowShare
    /// Held by writing.
    case rowExclusive
    /// Keeps other changes of the schema and VACUUM out, but no reading and no writing.
    case shareUpdateExclusive
    /// Keeps writing out.
    case share
    /// Keeps writing out, and others like itself.
    case shareRowExclusive
    /// Keeps writing out, and `select ... for update`.
    case exclusive
    /// Keeps everything out, reading too.
    case accessExclusive

    /// Whether rows cannot be written while it is held.
    public var blocksWriting: Bool { self >= .share }
    /// Whether rows cannot be read while it is held.
    public var blocksReading: Bool { self == .accessExclusive }

    /// As PostgreSQL writes it.
    public var description: String {
        switch self {
        case .none: "no lock"
        case .accessShare: "ACCESS SHARE"
        case .rowShare: "ROW SHARE"
        case .rowExclusive: "ROW EXCLUSIVE"
        case .shareUpdateExclusive: "SHARE UPDATE EXCLUSIVE"
        case .share: "SHARE"
        case .shareRowExclusive: "SHARE ROW EXCLUSIVE"
        case .exclusive: "EXCLUSIVE"
        case .accessExclusive: "ACCESS EXCLUSIVE"
        }
    }

    /// The weaker one first.
    public static func < (left: TableLock, right: TableLock) -> Bool { left.rawValue < right.rawValue }
}
