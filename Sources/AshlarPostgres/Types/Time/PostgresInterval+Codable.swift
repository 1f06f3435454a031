extension PostgresInterval: LosslessStringConvertible {
    /// Reads ISO 8601 as ``description`` writes it: `P1Y2M3DT4H5M6.5S`, with a sign before each number that has one.
    public init?(_ description: String) {
        guard description.hasPrefix("P") else { return nil }
        let halves = description.dropFirst().split(separator: "T", maxSplits: 1, omittingEmptySubsequences: false)
        guard let date = halves.first.flatMap({ Self.fields($0, ["Y", "M", "W", "D"]) }) else { return nil }
        var time: [Character: Substring] = [:]
        if halves.count > 1 {
            guard let found = Self.fields(halves[1], ["H", "M", "S"]), !found.isEmpty else { return nil }
            time = found
        }
        guard !date.isEmpty || !time.isEmpty, let months = Self.sum(date, [("Y", 12), ("M", 1)]),
            let days = Self.sum(date, [("W", 7), ("D", 1)]), let minutes = Self.sum(time, [("H", 60), ("M", 1)]),
            let seconds = Self.microseconds(time["S"] ?? "0"), let wholeMonths = Int32(exactly: months),
            let wholeDays = Int32(exactly: days)
        else { return nil }
        let (product, isTooLarge) = minutes.multipliedReportingOverflow(by: 60_000_000)
        let (sum, isOver) = product.addingReportingOverflow(seconds)
        guard !isTooLarge, !isOver else { return nil }
        self.init(months: wholeMonths, days: wholeDays, microseconds: sum)
    }

    /// The numbers by the letters behind them, which come in their order and once.
    private static func fields(_ text: Substring, _ letters: [Character]) -> [Character: Substring]? {
        var fields: [Character: Substring] = [:]
        var left = letters[...]
        var rest = text
        while !rest.isEmpty {
            guard let end = rest.firstIndex(where: { $0.isLetter }), let place = left.firstIndex(of: rest[end]) else {
                return nil
            }
            fields[rest[end]] = rest[..<end]
            left = left[(place + 1)...]
            rest = rest[rest.index(after: end)...]
        }
        return fields
    }

    private static func sum(_ fields: [Character: Substring], _ units: [(Character, Int64)]) -> Int64? {
        var sum: Int64 = 0
        for (letter, factor) in units {
            guard let text = fields[letter] else { continue }
            guard let number = Int64(text) else { return nil }
            let (product, isTooLarge) = number.multipliedReportingOverflow(by: factor)
            let (total, isOver) = sum.addingReportingOverflow(product)
            guard !isTooLarge, !isOver else { return nil }
            sum = total
        }
        return sum
    }

    /// `-6.5` as -6,500,000.
    private static func microseconds(_ text: Substring) -> Int64? {
        let isNegative = text.hasPrefix("-")
        let pieces = (isNegative ? text.dropFirst() : text).split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(pieces.count), pieces[0].isDigits, let seconds = Int64(pieces[0]) else { return nil }
        var fraction: Int64 = 0
        if pieces.count == 2 {
            guard pieces[1].isDigits, pieces[1].utf8.count <= 6 else { return nil }
            fraction = Int64(pieces[1] + String(repeating: "0", count: 6 - pieces[1].utf8.count)) ?? 0
        }
        let (product, isTooLarge) = seconds.multipliedReportingOverflow(by: 1_000_000)
        let (sum, isOver) = product.addingReportingOverflow(fraction)
        return isTooLarge || isOver ? nil : isNegative ? -sum : sum
    }
}

extension PostgresInterval: Codable {
    /// Reads the form of ``description``.
    public init(from decoder: any Decoder) throws { self = try decoder.decodeText(PostgresInterval.init, "P1DT2H") }

    /// Writes the form of ``description``.
    public func encode(to encoder: any Encoder) throws { try encoder.encodeText(description) }
}
