extension PostgresTimeWithZone: LosslessStringConvertible {
    /// Reads `09:30:00+01`, `09:30-03:30` or `09:30:00Z`.
    public init?(_ description: String) {
        if description.hasSuffix("Z") {
            guard let time = PostgresTime(String(description.dropLast())) else { return nil }
            self.init(time, secondsFromUTC: 0)
            return
        }
        guard let sign = description.lastIndex(where: { $0 == "+" || $0 == "-" }),
            let time = PostgresTime(String(description[..<sign]))
        else { return nil }
        let parts = description[description.index(after: sign)...].split(
            separator: ":", omittingEmptySubsequences: false)
        let numbers = parts.compactMap(\.twoDigits)
        guard (1...3).contains(parts.count), numbers.count == parts.count, numbers.dropFirst().allSatisfy({ $0 < 60 })
        else { return nil }
        let seconds = zip(numbers, [3600, 60, 1]).reduce(0) { $0 + $1.0 * $1.1 }
        self.init(time, secondsFromUTC: Int32(description[sign] == "-" ? -seconds : seconds))
    }
}

extension PostgresTimeWithZone: Codable {
    /// Reads the form of ``description``.
    public init(from decoder: any Decoder) throws {
        self = try decoder.decodeText(PostgresTimeWithZone.init, "09:30:00+01")
    }

    /// Writes the form of ``description``.
    public func encode(to encoder: any Encoder) throws { try encoder.encodeText(description) }
}
