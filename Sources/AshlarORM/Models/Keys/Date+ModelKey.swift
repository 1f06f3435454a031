public import AshlarPostgres
public import Foundation

extension PostgresDate: ModelKey {
    /// Reads the form of ``AshlarPostgres/PostgresDate/description``: `2026-11-22`.
    public init?(keyText: String) { self.init(keyText) }

    /// ISO 8601: `2026-11-22`.
    public var keyText: String { description }
}

extension Date: ModelKey {
    /// Reads ISO 8601 in UTC, with up to six digits of a second: `2026-11-22T10:30:00.25Z`.
    public init?(keyText: String) {
        guard keyText.hasSuffix("Z") else { return nil }
        let parts = keyText.dropLast().split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), let whole = try? Date(parts[0] + "Z", strategy: .iso8601) else {
            return nil
        }
        let digits = parts.count == 2 ? String(parts[1]) : "0"
        guard (1...6).contains(digits.utf8.count), digits.allSatisfy({ $0.isASCII && $0.isNumber }),
            let fraction = Double("0." + digits)
        else { return nil }
        self = whole.addingTimeInterval(fraction)
    }

    /// ISO 8601 in UTC, with the microseconds that PostgreSQL keeps: `2026-11-22T10:30:00.25Z`.
    public var keyText: String {
        let microseconds = (timeIntervalSinceReferenceDate * 1_000_000).rounded()
        let seconds = (microseconds / 1_000_000).rounded(.down)
        let whole = Date(timeIntervalSinceReferenceDate: seconds).formatted(.iso8601)
        guard let rest = Int(exactly: microseconds - seconds * 1_000_000), rest > 0 else { return whole }
        let digits = String(String(1_000_000 + rest).dropFirst())
        let shortened = digits.reversed().drop { $0 == "0" }.reversed()
        return "\(whole.dropLast()).\(String(shortened))Z"
    }
}
