#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

extension ActionInput {
    /// A number of any precision: `12.50`, of at most 38 digits.
    public static func of(_ type: Decimal.Type, _ name: String, default fallback: Decimal? = nil) -> Argument<Decimal> {
        scalar(type, name, default: fallback, parse: decimal)
    }

    /// A number of any precision that may be missing.
    public static func of(_ type: Decimal?.Type, _ name: String, default fallback: Decimal? = nil) -> Argument<Decimal?>
    {
        optionalScalar(Decimal.self, name, default: fallback, parse: decimal)
    }

    // MARK: - Several values of one name

    /// Cases of an enumeration, by their raw values.
    public static func of<T: RawRepresentable & Sendable>(
        _ type: [T].Type, _ name: String, default fallback: [T] = []
    ) -> Argument<[T]> where T.RawValue: LosslessStringConvertible {
        list(of: T.self, name, default: fallback) { T.RawValue($0).flatMap(T.init(rawValue:)) }
    }

    /// UUIDs.
    public static func of(_ type: [UUID].Type, _ name: String, default fallback: [UUID] = []) -> Argument<[UUID]> {
        list(of: UUID.self, name, default: fallback) { UUID(uuidString: $0) }
    }

    /// Days, as their first moments in UTC.
    public static func of(_ type: [Date].Type, _ name: String, default fallback: [Date] = []) -> Argument<[Date]> {
        list(of: Date.self, name, default: fallback) { CalendarDay($0)?.start }
    }

    /// Numbers of any precision.
    public static func of(_ type: [Decimal].Type, _ name: String, default fallback: [Decimal] = []) -> Argument<
        [Decimal]
    > {
        list(of: Decimal.self, name, default: fallback, parse: decimal)
    }

    /// What would be lost beyond 38 digits is refused.
    @Sendable
    private static func decimal(_ text: String) -> Decimal? {
        let digits = text.utf8.count { (0x30...0x39).contains($0) }
        guard digits <= 38, text.wholeMatch(of: /[+-]?[0-9]+(\.[0-9]+)?/) != nil else { return nil }
        return Decimal(string: text)
    }
}
